package watchbill.metrics.exposition;

/// One series of a table. Safe from any thread.
abstract sealed class Row permits Series, HistogramSeries {
  /// Writes its lines; gives how many. None when it has no value.
  abstract int writeLines(ByteSink out);

  /// Writes its metric; gives how many: 1, or 0 when it has no value.
  abstract int writeMetric(FamilyMessage out);
}
