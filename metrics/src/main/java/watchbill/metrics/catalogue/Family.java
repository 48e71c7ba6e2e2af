package watchbill.metrics.catalogue;

/// A metric: everything that there is to know about it but its values.
///
/// @param <L> the label set that each of its series has
public sealed interface Family<L extends Record & LabelSet> permits Scalar, Histogram {
  /// The name as it is scraped; a counter's with its `_total`.
  String name();

  /// What its value is counted in.
  Unit unit();

  /// The labels of its series.
  Labels<L> labels();

  /// What it tells, in one sentence.
  String help();

  /// Who gives it its values.
  Origin origin();

  /// `gauge`, `counter` or `histogram`.
  String type();
}
