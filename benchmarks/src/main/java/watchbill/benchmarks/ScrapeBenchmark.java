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
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.Page;

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
  private int lastSize = 1 << 20;

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
                new Alternative("lines kept", 1, () -> copyLines(OutputStream.nullOutputStream())))
            .run()
            .toText());
  }

  /// As one scrape of the exporter: the whole page into memory that has room for one like the last,
  /// then out.
  private long scrapeTables(OutputStream to) {
    ByteSink sink = new ByteSink(lastSize + (lastSize >> 4));
    int samples = page.writeTo(Format.TEXT, sink);
    lastSize = sink.length();
    try {
      sink.writeTo(to);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a scrape into nothing", e);
    }
    return (long) samples + sink.length();
  }

  /// Through memory too, since a stream that keeps nothing would not even look at the lines.
  private long copyLines(OutputStream to) {
    ByteArrayOutputStream sink = new ByteArrayOutputStream(lastSize + (lastSize >> 4));
    long written = lines.writeTo(sink);
    try {
      sink.writeTo(to);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a scrape into nothing", e);
    }
    return written + sink.size();
  }

  private long scrapeRegistry(OutputStream to) {
    try {
      writer.write(to, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("writing a scrape into nothing", e);
    }
    return 1;
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
