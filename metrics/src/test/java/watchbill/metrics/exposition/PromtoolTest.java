package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.Scalar;

/// Prometheus' own tool reads what we write. It has no check for OpenMetrics, but it makes blocks
/// out of it, with the parser that Prometheus scrapes with.
@Tag("endtoend")
final class PromtoolTest {
  @TempDir Path folder;

  @Test
  void acceptsEveryFamilyAsText() throws Exception {
    assertThat(promtool(everyFamily(Format.TEXT), "check", "metrics")).isEmpty();
  }

  @Test
  void complainsAboutABrokenScrape() throws Exception {
    assertThat(promtool("agent_active_sessions{tenant=\"a} 1\n", "check", "metrics"))
        .contains("error while linting");
  }

  @Test
  void acceptsEveryFamilyAsOpenMetrics() throws Exception {
    // Blocks need a time on each sample, which a scrape does not have.
    String timed = everyFamily(Format.OPEN_METRICS).replaceAll("(?m)^([^#].*)$", "$1 1763776800");
    Path scrape = Files.writeString(folder.resolve("scrape"), timed);
    String blocks = folder.resolve("blocks").toString();
    String out = promtool("", "tsdb", "create-blocks-from", "openmetrics", scrape + "", blocks);
    assertThat(out).contains("BLOCK ULID");
    assertThat(promtool("", "tsdb", "list", blocks)).containsPattern("\\s" + samples() + "\\s");
  }

  private static List<Family<?>> families() {
    var families = new ArrayList<>(Catalogue.ours());
    families.add(HistogramTableTest.COST);
    return families;
  }

  private static int samples() {
    return families().stream().mapToInt(PromtoolTest::samples).sum();
  }

  private static int samples(Family<?> family) {
    int series = family.labels().size() == 0 ? 1 : 2;
    return switch (family) {
      case Scalar<?> _ -> series;
      case Histogram<?> histogram -> series * (histogram.bounds().size() + 3);
    };
  }

  private static String everyFamily(Format format) throws ReflectiveOperationException {
    var tables = new ArrayList<Table>();
    for (Family<?> family : families()) {
      tables.add(filled(family));
    }
    var out = new ByteSink(0);
    assertThat(new Page(List.copyOf(tables)).writeTo(format, out)).isEqualTo(samples());
    return out.toString();
  }

  /// A table of the family with a plain series and an awkward one.
  private static <L extends Record & LabelSet> Table filled(Family<L> family)
      throws ReflectiveOperationException {
    var record = family.labels().record();
    var labels = new ArrayList<L>();
    for (String value : List.of("plain", "\\ \" \n \r {,=} é 😀 \ud83d \u0000 # ")) {
      Object[] values = Collections.nCopies(family.labels().size(), value).toArray();
      labels.add(record.cast(record.getConstructors()[0].newInstance(values)));
    }
    return switch (family) {
      case Scalar<L> scalar -> {
        var table = new SeriesTable<>(scalar);
        labels.forEach(one -> table.series(one).set(0.5));
        yield table;
      }
      case Histogram<L> histogram -> {
        var table = new HistogramTable<>(histogram);
        var seen = new Observations(histogram);
        seen.add(0.5);
        labels.forEach(one -> table.series(one).set(seen.value()));
        yield table;
      }
    };
  }

  /// Runs promtool; gives all that it says.
  private static String promtool(String stdin, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("promtool"));
    Collections.addAll(command, arguments);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
      in.write(stdin);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() == 0 ? said : said + "exit status " + process.exitValue();
  }
}
