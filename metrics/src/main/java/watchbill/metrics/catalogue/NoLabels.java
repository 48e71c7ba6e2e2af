package watchbill.metrics.catalogue;

/// The label set of a family that has one series only.
public record NoLabels() implements LabelSet {
  /// The only value.
  public static final NoLabels NONE = new NoLabels();

  static final Labels<NoLabels> LABELS = Labels.of(NoLabels.class);
}
