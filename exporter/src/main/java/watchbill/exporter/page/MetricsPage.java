package watchbill.exporter.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.GzipPage;
import watchbill.metrics.exposition.Gzipped;
import watchbill.metrics.exposition.OpenMetricsFormat;
import watchbill.metrics.exposition.Page;
import watchbill.metrics.exposition.ProtobufFormat;
import watchbill.metrics.exposition.TextFormat;

/// Answers a scrape: the page of all sources, in the format and the encoding that the scraper asks
/// for. Who asks for the same while a page is made gets that page. It shows on itself how many
/// scrapes there were and how large the last one was. Safe from any thread.
public final class MetricsPage implements Answer {
  private static final int FIRST_SIZE = 64 << 10;

  private final AtomicLong scrapes = new AtomicLong();
  private final AtomicLong lastSize = new AtomicLong(-1);
  private final AtomicLong lastSamples = new AtomicLong(-1);
  private final AtomicLong lastCompressedSize = new AtomicLong(-1);
  private final AtomicLong lastPieces = new AtomicLong(-1);
  private final AtomicLong piecesCompressed = new AtomicLong();
  private final Page page;
  private final GzipPage gzipPage;

  /// The page of these sources, in this order. No other page has them.
  public MetricsPage(List<ExpositionSource> sources) {
    SuppliedSeries own =
        new SuppliedSeries()
            .count(SelfFamilies.SCRAPES, scrapes::get)
            .gauge(SelfFamilies.SCRAPE_SIZE, () -> known(lastSize))
            .gauge(SelfFamilies.SCRAPE_COMPRESSED_SIZE, () -> known(lastCompressedSize))
            .gauge(SelfFamilies.SCRAPE_PIECES, () -> known(lastPieces))
            .count(SelfFamilies.SCRAPE_PIECES_COMPRESSED, piecesCompressed::get)
            .gauge(SelfFamilies.SERIES, () -> known(lastSamples));
    page = new Page(Stream.concat(sources.stream(), Stream.of(own)).toList());
    gzipPage = new GzipPage(page);
  }

  @Override
  public Optional<Object> question(Request request) {
    return Optional.of(wanted(request));
  }

  @Override
  public Response to(Request request) {
    Negotiation wanted = wanted(request);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", wanted.format().contentType());
    headers.put("Vary", "Accept, Accept-Encoding");
    if (wanted.gzip()) {
      headers.put("Content-Encoding", "gzip");
    }
    return new Response(200, headers, body(wanted));
  }

  private static Negotiation wanted(Request request) {
    return Negotiation.of(request.header("Accept"), request.header("Accept-Encoding"));
  }

  private List<byte[]> body(Negotiation wanted) {
    return switch (wanted.format()) {
      case TextFormat _, OpenMetricsFormat _ when wanted.gzip() -> compressed(wanted.format());
      case TextFormat _, OpenMetricsFormat _, ProtobufFormat _ -> whole(wanted);
    };
  }

  /// What has changed since the last scrape, compressed, and the rest as it was then.
  private List<byte[]> compressed(Format format) {
    Gzipped scrape = gzipPage.scrape(format);
    lastCompressedSize.set(scrape.size());
    lastPieces.set(scrape.pieces());
    piecesCompressed.addAndGet(scrape.renewed());
    answered(scrape.length(), scrape.samples());
    return scrape.body();
  }

  /// All of it, made anew. Compressed at the fastest level: a scrape is read once, from near by.
  private List<byte[]> whole(Negotiation wanted) {
    ByteSink sink =
        new ByteSink((int) Math.max(FIRST_SIZE, lastSize.get() + (lastSize.get() >> 4)));
    int samples = page.writeTo(wanted.format(), sink);
    answered(sink.length(), samples);
    Pieces pieces = new Pieces();
    try {
      if (wanted.gzip()) {
        try (FastGzip out = new FastGzip(pieces)) {
          sink.writeTo(out);
        }
      } else {
        sink.writeTo(pieces);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory cannot be written", e);
    }
    return pieces.toList();
  }

  private void answered(long size, int samples) {
    scrapes.incrementAndGet();
    lastSize.set(size);
    lastSamples.set(samples);
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
