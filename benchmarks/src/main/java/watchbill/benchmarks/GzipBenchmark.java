package watchbill.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.GzipPage;
import watchbill.metrics.exposition.Gzipped;
import watchbill.metrics.exposition.Page;
import watchbill.metrics.exposition.Series;

/// A compressed scrape of 300,000 series, 10,000 pods in 30 families, after one in a hundred pods
/// changed: all that a scrape does, from the tables to the body's bytes, against gzip's default
/// level on the page's text when that is ready.
final class GzipBenchmark {
  private static final int PODS = 10_000;
  private static final int CHANGED = PODS / 100;
  private static final int LEVEL = 6;

  /// So many choices of pods take turns.
  private static final int CHOICES = 16;

  private final PodFleet fleet = new PodFleet(PODS);
  private final Page page = new Page(List.copyOf(fleet.tables()));
  private final GzipPage gzipPage = new GzipPage(page);
  private final byte[] text;
  private final Deflater deflater = new Deflater(LEVEL, true);
  private final byte[] out = new byte[64 << 10];
  private long scrapes;

  GzipBenchmark() {
    text = text();
  }

  void run(PrintStream to) {
    Gzipped first = gzipPage.scrape(Format.TEXT);
    check(first);
    long whole = gzip();
    to.printf(
        "one operation: a scrape of %,d samples, %,d bytes; %,d bytes compressed in %,d pieces,"
            + " %.1f a series; %,d bytes by gzip -%d; %.3f of it%n",
        first.samples(),
        first.length(),
        first.size(),
        first.pieces(),
        (double) first.size() / first.samples(),
        whole,
        LEVEL,
        (double) first.size() / whole);
    compare(to, "nothing changed", 0);
    compare(to, "1 % of pods changed in 3 of 30 families", 3);
    compare(to, "1 % of pods changed in all families", PodFleet.FAMILIES);
    to.printf("%,d scrapes, the last one inflated and compared with the page%n", scrapes);
  }

  private void compare(PrintStream to, String what, int families) {
    List<List<Series>> choices = choices(families);
    PairedRun run =
        new PairedRun(
            "compressed scrape, 300,000 series, " + what,
            new Alternative("gzip -" + LEVEL + " of ready text", 1, this::gzip),
            new Alternative("watchbill", 1, () -> scrape(choices)));
    to.print(run.run().toText());
    check(gzipPage.scrape(Format.TEXT));
  }

  /// The series of pods that change together, in families that follow one another.
  private List<List<Series>> choices(int families) {
    Random random = new Random(families);
    List<List<Series>> choices = new ArrayList<>();
    for (int i = 0; i < CHOICES; i++) {
      List<Series> chosen = new ArrayList<>();
      random
          .ints(0, PODS)
          .distinct()
          .limit(CHANGED)
          .forEach(pod ->
              fleet
                  .families()
                  .subList(0, families)
                  .forEach(shown -> chosen.add(shown.series(pod))));
      choices.add(chosen);
    }
    return choices;
  }

  private long scrape(List<List<Series>> choices) {
    scrapes++;
    for (Series series : choices.get((int) (scrapes % choices.size()))) {
      series.set(series.value() + 1);
    }
    return gzipPage.scrape(Format.TEXT).size();
  }

  private long gzip() {
    CRC32 crc = new CRC32();
    crc.update(text);
    deflater.reset();
    deflater.setInput(text);
    deflater.finish();
    while (!deflater.finished()) {
      deflater.deflate(out);
    }
    return deflater.getBytesWritten() + (crc.getValue() & 1);
  }

  private byte[] text() {
    ByteSink plain = new ByteSink(64 << 20);
    page.writeTo(Format.TEXT, plain);
    return plain.toByteArray();
  }

  private void check(Gzipped scrape) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    scrape.body().forEach(body::writeBytes);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body.toByteArray()))) {
      if (!Arrays.equals(in.readAllBytes(), text())) {
        throw new IllegalStateException("compressed scrape: want the page's text");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a compressed scrape cannot be read", e);
    }
  }
}
