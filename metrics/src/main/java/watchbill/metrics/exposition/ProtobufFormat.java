package watchbill.metrics.exposition;

import watchbill.metrics.catalogue.Counter;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.Histogram;

/// Prometheus' protobuf format: one [FamilyMessage] after the other, each with its length before
/// it. The only one that carries native histograms
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/#protobuf-format>).
public record ProtobufFormat() implements Format {
  @Override
  public String contentType() {
    return "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
        + " encoding=delimited";
  }

  /// The family's name, a counter's with its `_total`, its help and its type.
  @Override
  public byte[] header(Family<?> family) {
    var out = new ByteSink(128);
    var _ = new FamilyMessage(out, family.name(), family.help(), type(family));
    return out.toByteArray();
  }

  static FamilyMessage.Type type(Family<?> family) {
    return switch (family) {
      case Counter<?> _ -> FamilyMessage.Type.COUNTER;
      case Gauge<?> _ -> FamilyMessage.Type.GAUGE;
      case Histogram<?> _ -> FamilyMessage.Type.HISTOGRAM;
    };
  }

  @Override
  public String end() {
    return "";
  }
}
