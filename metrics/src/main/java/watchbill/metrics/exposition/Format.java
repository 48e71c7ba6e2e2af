package watchbill.metrics.exposition;

import watchbill.metrics.catalogue.Family;

/// A format of a scrape.
public sealed interface Format permits TextFormat, OpenMetricsFormat {
  /// Prometheus' text format.
  Format TEXT = new TextFormat();

  /// OpenMetrics.
  Format OPEN_METRICS = new OpenMetricsFormat();

  /// The value of the `Content-Type` header.
  String contentType();

  /// The lines that stand before a family's samples.
  String header(Family<?> family);

  /// What stands at the end of a scrape.
  String end();
}
