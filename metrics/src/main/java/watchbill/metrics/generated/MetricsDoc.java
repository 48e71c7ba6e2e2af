package watchbill.metrics.generated;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.FamilyGroup;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.Scalar;
import watchbill.metrics.catalogue.Unit;

/// The page about the metrics, `docs/metrics.md`.
public final class MetricsDoc {
  private static final String INTRODUCTION =
      """
      # Metrics

      Made by `watchbill generate docs` from the catalogue in `metrics/`; do not edit.

      Names are promises: they are extended, not renamed. `tenant`, `agent` and `role` say which agent is meant; an
      agent is not one pod, so `namespace` and `pod` stand only where a pod is meant. A value that is not known has no
      series; it is never 0. A label's value is at most 256 bytes long: a longer one ends in `~` and a fingerprint.
      In OpenMetrics a counter's family is named without its `_total`.

      A histogram comes in two forms. Everybody gets `_bucket`, `_sum` and `_count` with the upper bounds given here. Who
      scrapes in protobuf, as Prometheus does with `--enable-feature=native-histograms`, gets a native histogram of up to
      160 buckets beside it, each 9 % wider than the one below; past that the resolution is halved.
      Such a Prometheus keeps the native form only, unless `scrape_classic_histograms` is set.
      """;

  private MetricsDoc() {}

  /// The page.
  public static GeneratedFile file() {
    String groups =
        Catalogue.groups().stream().map(MetricsDoc::section).collect(Collectors.joining());
    return new GeneratedFile("docs/metrics.md", INTRODUCTION + groups);
  }

  private static String section(FamilyGroup group) {
    return "\n## "
        + group.title()
        + "\n\n| name | type | unit | labels | what it tells | from |\n"
        + "| --- | --- | --- | --- | --- | --- |\n"
        + group.families().stream().map(MetricsDoc::row).collect(Collectors.joining());
  }

  static String row(Family<?> family) {
    return "| `%s` | %s | %s | %s | %s | %s |\n"
        .formatted(
            family.name(),
            family.type(),
            unit(family.unit()),
            family.labels().names().stream()
                .map(label -> "`" + label + "`")
                .collect(Collectors.joining(", ")),
            family.help() + bounds(family),
            family.origin().text());
  }

  private static String bounds(Family<?> family) {
    return switch (family) {
      case Scalar<?> _ -> "";
      case Histogram<?> histogram ->
          histogram.bounds().stream()
              .map(bound -> new BigDecimal(bound.toString()).stripTrailingZeros().toPlainString())
              .collect(Collectors.joining(", ", " Up to ", "."));
    };
  }

  private static String unit(Unit unit) {
    return switch (unit) {
      case NONE -> "";
      case TIMESTAMP_SECONDS -> "seconds since the epoch";
      case USD_PER_HOUR -> "usd per hour";
      case BYTES_PER_SECOND -> "bytes per second";
      case SECONDS, BYTES, TOKENS, USD, RATIO, WATTS, JOULES, CELSIUS -> unit.suffix();
    };
  }
}
