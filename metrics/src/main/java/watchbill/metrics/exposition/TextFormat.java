package watchbill.metrics.exposition;

import watchbill.metrics.catalogue.Family;

/// Prometheus' text format 0.0.4
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>).
public record TextFormat() implements Format {
  @Override
  public String contentType() {
    return "text/plain; version=0.0.4; charset=utf-8";
  }

  @Override
  public String header(Family<?> family) {
    String help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
    return "# HELP "
        + family.name()
        + " "
        + help
        + "\n"
        + "# TYPE "
        + family.name()
        + " "
        + family.type()
        + "\n";
  }

  @Override
  public String end() {
    return "";
  }
}
