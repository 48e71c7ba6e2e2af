package watchbill.benchmarks;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.Page;
import watchbill.metrics.exposition.PlainPieces;

/// A scrape of 300,000 series, 10,000 pods in 30 families, in the text format: from our tables,
/// from client_java's registry through its text writer, and from lines that are kept as text. All
/// end in a stream that keeps nothing.
final class ScrapeBenchmark {
  private static final int PODS = 10_000;

  private final PodFleet fleet = new PodFleet(PODS);
  private final Page page = new Page(List.copyOf(fleet.tables()));
  private final RenderedLines lines = new RenderedLines(fleet);
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

  ScrapeBenchmark() {
    for (int i = 0; i < PodFleet.FAMILIES; i++) {
      PodFleet.Shown<?> shown = fleet.families().get(i);
      Gauge gauge =
          Gauge.builder()
              .name(shown.family().name())
              .help(shown.family().help())
              .labelNames(shown.family().labels().names().toArray(new String[0]))
              .register(registry);
      for (int pod = 0; pod < PODS; pod++) {
        gauge.labelValues(shown.values(pod).toArray(new String[0])).set(PodFleet.value(i, pod));
      }
    }
  }

  void run(PrintStream out) {
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    ByteArrayOutputStream theirs = new ByteArrayOutputStream();
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    scrapeTables(ours);
    scrapeRegistry(theirs);
    lines.writeTo(kept);
    checkSamples("watchbill", ours);
    checkSamples("client_java", theirs);
    if (!Arrays.equals(ours.toByteArray(), kept.toByteArray())) {
      throw new IllegalStateException("lines kept as text: want the page of the tables");
    }
    out.printf(
        "one operation: a scrape of %,d samples; %,d bytes, and %,d bytes from client_java%n",
        fleet.series(), ours.size(), theirs.size());
    Alternative tables =
        new Alternative("watchbill", 1, () -> scrapeTables(OutputStream.nullOutputStream()));
    out.print(
        new PairedRun(
                "scrape 300,000 series: watchbill's tables against client_java 1.9.0's registry",
                tables,
                new Alternative(
                    "client_java", 1, () -> scrapeRegistry(OutputStream.nullOutputStream())))
            .run()
            .toText());
    out.print(
        new PairedRun(
                "scrape 300,000 series: watchbill's tables against lines kept as text",
                tables,
                new Alternative("lines kept", 1, () -> lines.writeTo(new ChunkedStream())))
            .run()
            .toText());
  }

  private long scrapeTables(OutputStream to) {
    PlainPieces pieces = new PlainPieces(to);
    int samples = page.writeTo(Format.TEXT, pieces);
    pieces.end();
    return samples;
  }

  private long scrapeRegistry(OutputStream to) {
    try {
      writer.write(to, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("writing a scrape into nothing", e);
    }
    return 1;
  }

  /// Copies what it is given, a chunk at a time, as a buffered stream does: a stream that keeps
  /// nothing would not even look at the lines.
  private static final class ChunkedStream extends OutputStream {
    private final byte[] chunk = new byte[64 << 10];
    private int length;

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      if (chunk.length - length < count) {
        length = 0;
      }
      System.arraycopy(bytes, from, chunk, length, count);
      length += count;
    }
  }

  private void checkSamples(String name, ByteArrayOutputStream written) {
    long samples =
        written
            .toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .distinct()
            .count();
    if (samples != fleet.series()) {
      throw new IllegalStateException(
          name + ": want " + fleet.series() + " samples in a scrape, have " + samples);
    }
  }
}
