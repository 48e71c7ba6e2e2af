package watchbill.metrics.exposition;

import watchbill.metrics.catalogue.Family;

/// A format of a scrape.
public sealed interface Format permits TextFormat, OpenMetricsFormat, ProtobufFormat {
  /// Prometheus' text format.
  Format TEXT = new TextFormat();

  /// OpenMetrics.
  Format OPEN_METRICS = new OpenMetricsFormat();

  /// Prometheus' protobuf format.
  Format PROTOBUF = new ProtobufFormat();

  /// The value of the `Content-Type` header.
  String contentType();

  /// What stands before a family's samples.
  byte[] header(Family<?> family);

  /// What stands at the end of a scrape.
  String end();
}
