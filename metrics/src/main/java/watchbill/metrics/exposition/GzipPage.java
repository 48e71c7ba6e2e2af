package watchbill.metrics.exposition;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A page that is scraped compressed, over and over: only what changed since the last scrape is
/// compressed again, and the rest is put together from what was kept.
///
/// The body is one ordinary gzip member (<https://www.rfc-editor.org/rfc/rfc1952>) of one deflate
/// block. It asks the page's blocks what changed, so a page has one of these at most. Safe from any
/// thread; one scrape at a time.
public final class GzipPage {
  /// Magic number, method deflate, no flags, no time, nothing about the effort, no known system.
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  private static final byte[] OPENING = LineCode.opening();
  private static final byte[] CLOSING = LineCode.closing();

  private final Page page;
  private final PageParts parts = new PageParts();
  private final Map<Format, LooseTexts> looseTexts =
      Map.of(Format.TEXT, new LooseTexts(), Format.OPEN_METRICS, new LooseTexts());

  /// The runs of the last scrape by their first parts.
  private IdentityHashMap<Deflated, Run> runs = new IdentityHashMap<>();

  /// What is scraped from this page.
  public GzipPage(Page page) {
    this.page = page;
  }

  /// Scrapes the page.
  ///
  /// @param format a text format
  public synchronized Gzipped scrape(Format format) {
    LooseTexts texts = looseTexts.get(format);
    if (texts == null) {
      throw new IllegalArgumentException("gzip page: want a text format, have " + format);
    }
    parts.begin(texts);
    int samples = page.writeTo(format, parts);
    parts.end();
    return assemble(samples);
  }

  private Gzipped assemble(int samples) {
    IdentityHashMap<Deflated, Run> now = new IdentityHashMap<>();
    JoinedCrc all = new JoinedCrc();
    List<byte[]> body = new ArrayList<>();
    body.add(HEADER);
    body.add(OPENING);
    for (Run run : parts.runs()) {
      Run known = known(run);
      now.put(known.first(), known);
      known.addTo(all);
      known.addTo(body);
    }
    body.add(CLOSING);
    body.add(
        ByteBuffer.allocate(2 * Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(all.crc())
            .putInt((int) all.length())
            .array());
    runs = now;
    return new Gzipped(body, all.length(), samples, parts.count(), parts.renewed());
  }

  /// The same run of the last scrape, whose CRC is known; else this one, with its own.
  private Run known(Run run) {
    @Nullable Run before = runs.get(run.first());
    if (before != null && run.isLike(before)) {
      return before;
    }
    run.sum();
    return run;
  }
}
