package watchbill.metrics.exposition;

import java.nio.charset.StandardCharsets;
import watchbill.metrics.catalogue.Family;

/// Prometheus' text format 0.0.4
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>).
public record TextFormat() implements Format {
  @Override
  public String contentType() {
    return "text/plain; version=0.0.4; charset=utf-8";
  }

  @Override
  public byte[] header(Family<?> family) {
    String help = family.help().replace("\\", "\\\\").replace("\n", "\\n");
    String name = family.name();
    String lines = "# HELP " + name + " " + help + "\n# TYPE " + name + " " + family.type() + "\n";
    return lines.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String end() {
    return "";
  }
}
