package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;
import watchbill.metrics.catalogue.Counter;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.Histogram;

/// OpenMetrics 1.0.0
/// (<https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md>).
public record OpenMetricsFormat() implements Format {
  @Override
  public String contentType() {
    return "application/openmetrics-text; version=1.0.0; charset=utf-8";
  }

  /// A counter's family is named without the `_total` of its samples; a unit is given where the
  /// name ends in it, as the format asks.
  @Override
  public byte[] header(Family<?> family) {
    String name =
        switch (family) {
          case Counter<?> c when c.name().endsWith("_total") ->
              c.name().substring(0, c.name().length() - "_total".length());
          case Counter<?> c -> c.name();
          case Gauge<?> g -> g.name();
          case Histogram<?> h -> h.name();
        };
    String help = family.help().replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    String unit = family.unit().suffix();
    String unitLine =
        !unit.isEmpty() && name.endsWith("_" + unit) ? "# UNIT " + name + " " + unit + "\n" : "";
    String typeLine = "# TYPE " + name + " " + family.type() + "\n";
    String helpLine = "# HELP " + name + " " + help + "\n";
    return (typeLine + unitLine + helpLine).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String end() {
    return "# EOF\n";
  }
}
