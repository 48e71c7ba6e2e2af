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
import java.util.Locale;
import watchbill.core.AgentActivity;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.ActivityFamilies.StateLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.SeriesTable;

/// A scrape of 100,000 series with four labels in the text format, from [SeriesTable] and from
/// client_java's registry through its text writer; both end in a stream that keeps nothing. A third
/// of the values are 0 or 1, a third large counts, a third fractions.
final class ScrapeBenchmark {
  private static final int SERIES = 100_000;

  private int lastSize = 1 << 20;
  private final SeriesTable<StateLabels> table = new SeriesTable<>(ActivityFamilies.STATE);
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();

  ScrapeBenchmark() {
    Gauge gauge =
        Gauge.builder()
            .name(ActivityFamilies.STATE.name())
            .help(ActivityFamilies.STATE.help())
            .labelNames("tenant", "agent", "role", "state")
            .register(registry);
    AgentActivity[] states = AgentActivity.values();
    for (int i = 0; i < SERIES; i++) {
      int agent = i / states.length;
      String state = states[i % states.length].name().toLowerCase(Locale.ROOT);
      StateLabels labels =
          new StateLabels("tenant-" + agent % 50, "backend-" + agent, "backend", state);
      table.series(labels).set(value(i));
      gauge
          .labelValues(labels.tenant(), labels.agent(), labels.role(), labels.state())
          .set(value(i));
    }
  }

  Report run(PrintStream out) {
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    ByteArrayOutputStream theirs = new ByteArrayOutputStream();
    scrapeTable(ours);
    scrapeRegistry(theirs);
    checkSamples("watchbill", ours);
    checkSamples("client_java", theirs);
    out.printf(
        "one operation: a scrape of %d samples; %d bytes and %d bytes%n",
        SERIES, ours.size(), theirs.size());
    return new PairedRun(
            "scrape 100,000 series: watchbill's table against client_java 1.9.0's registry",
            new Alternative("watchbill", 1, () -> scrapeTable(OutputStream.nullOutputStream())),
            new Alternative(
                "client_java", 1, () -> scrapeRegistry(OutputStream.nullOutputStream())))
        .run();
  }

  /// As one scrape of the exporter: the whole page into memory that has room for one like the last,
  /// then out.
  private long scrapeTable(OutputStream to) {
    ByteSink page = new ByteSink(lastSize + (lastSize >> 4));
    int samples = table.writeTo(Format.TEXT, page);
    lastSize = page.length();
    try {
      page.writeTo(to);
    } catch (IOException e) {
      throw new UncheckedIOException("writing a scrape into nothing", e);
    }
    return (long) samples + page.length();
  }

  private long scrapeRegistry(OutputStream to) {
    try {
      writer.write(to, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException("writing a scrape into nothing", e);
    }
    return 1;
  }

  private static double value(int i) {
    return switch (i % 3) {
      case 0 -> i % 2;
      case 1 -> 1_000_003.0 * i;
      default -> i + i / 1000.0;
    };
  }

  private static void checkSamples(String name, ByteArrayOutputStream page) {
    long samples =
        page.toString(StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#"))
            .distinct()
            .count();
    if (samples != SERIES) {
      throw new IllegalStateException(
          name + ": want " + SERIES + " samples in a scrape, have " + samples);
    }
  }
}
