package watchbill.metrics.catalogue;

/// A total that only grows, but for a restart of its exporter. Making one with a name that breaks
/// the house's rules throws an [IllegalArgumentException].
public record Counter<L extends Record & LabelSet>(
    String name, Unit unit, Labels<L> labels, String help, Origin origin) implements Scalar<L> {
  public Counter {
    FamilyName.check(name, unit, help, origin, true);
  }

  /// A counter of ours; `from` says what its value is read from.
  public static <L extends Record & LabelSet> Counter<L> ours(
      String name, Unit unit, Labels<L> labels, String help, String from) {
    return new Counter<>(name, unit, labels, help, new Origin.Ours(from));
  }

  @Override
  public String type() {
    return "counter";
  }
}
