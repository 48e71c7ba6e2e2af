package watchbill.exporter.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import watchbill.connectors.http.Answer;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Page;

/// Answers a scrape: the page of all sources, in the format and the encoding that the scraper asks
/// for. It shows on itself how many scrapes there were and how large the last one was. Safe from
/// any thread.
public final class MetricsPage implements Answer {
  private static final int FIRST_SIZE = 64 << 10;

  private final AtomicLong scrapes = new AtomicLong();
  private final AtomicLong lastSize = new AtomicLong(-1);
  private final AtomicLong lastSamples = new AtomicLong(-1);
  private final Page page;

  /// The page of these sources, in this order.
  public MetricsPage(List<ExpositionSource> sources) {
    SuppliedSeries own =
        new SuppliedSeries()
            .count(SelfFamilies.SCRAPES, scrapes::get)
            .gauge(SelfFamilies.SCRAPE_SIZE, () -> known(lastSize))
            .gauge(SelfFamilies.SERIES, () -> known(lastSamples));
    page = new Page(Stream.concat(sources.stream(), Stream.of(own)).toList());
  }

  @Override
  public Response to(Request request) {
    Negotiation wanted =
        Negotiation.of(request.header("Accept"), request.header("Accept-Encoding"));
    ByteSink sink =
        new ByteSink((int) Math.max(FIRST_SIZE, lastSize.get() + (lastSize.get() >> 4)));
    int samples = page.writeTo(wanted.format(), sink);
    scrapes.incrementAndGet();
    lastSize.set(sink.length());
    lastSamples.set(samples);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", wanted.format().contentType());
    headers.put("Vary", "Accept, Accept-Encoding");
    if (wanted.gzip()) {
      headers.put("Content-Encoding", "gzip");
    }
    return new Response(200, headers, body(sink, wanted.gzip()));
  }

  /// Compressed at the fastest level: a scrape is read once, from near by.
  private static List<byte[]> body(ByteSink page, boolean gzip) {
    Pieces pieces = new Pieces();
    try {
      if (gzip) {
        try (FastGzip out = new FastGzip(pieces)) {
          page.writeTo(out);
        }
      } else {
        page.writeTo(pieces);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory cannot be written", e);
    }
    return pieces.toList();
  }

  private static OptionalDouble known(AtomicLong value) {
    long now = value.get();
    return now < 0 ? OptionalDouble.empty() : OptionalDouble.of((double) now);
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(Pieces out) throws IOException {
      super(out, 8 << 10);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
