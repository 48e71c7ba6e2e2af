package watchbill.metrics.catalogue;

/// A value that goes up and down. Making one with a name that breaks the house's rules throws an
/// [IllegalArgumentException].
public record Gauge<L extends Record & LabelSet>(
    String name, Unit unit, Labels<L> labels, String help, Origin origin) implements Scalar<L> {
  public Gauge {
    FamilyName.check(name, unit, help, origin, false);
  }

  /// A gauge of ours; `from` says what its value is read from.
  public static <L extends Record & LabelSet> Gauge<L> ours(
      String name, Unit unit, Labels<L> labels, String help, String from) {
    return new Gauge<>(name, unit, labels, help, new Origin.Ours(from));
  }

  @Override
  public String type() {
    return "gauge";
  }
}
