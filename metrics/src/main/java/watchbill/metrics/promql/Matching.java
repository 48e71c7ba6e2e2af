package watchbill.metrics.promql;

import java.util.List;
import watchbill.metrics.catalogue.Label;

/// Which series of two queries belong together: those that agree in these labels.
///
/// @param <L> the left side's label set; that the right side has the labels too is checked when the
///   query is built
@SuppressWarnings("varargs") // labels are read only
public final class Matching<L> {
  /// The labels that Prometheus gives to what it scrapes
  /// (<https://prometheus.io/docs/concepts/jobs_instances/>).
  private static final List<String> TARGET = List.of("job", "instance");

  private final List<Label<? super L>> labels;
  private final boolean manyToOne;
  private final List<String> scraped;

  private Matching(List<Label<? super L>> labels, boolean manyToOne) {
    this(labels, manyToOne, List.of());
  }

  private Matching(List<Label<? super L>> labels, boolean manyToOne, List<String> scraped) {
    this.labels = labels;
    this.manyToOne = manyToOne;
    this.scraped = scraped;
  }

  /// One series of the left side belongs to one of the right.
  @SafeVarargs
  public static <L> Matching<L> on(Label<? super L>... labels) {
    return new Matching<L>(List.of(labels), false);
  }

  /// Many series of the left side belong to one of the right, and keep all their labels.
  @SafeVarargs
  public static <L> Matching<L> manyToOne(Label<? super L>... labels) {
    return new Matching<L>(List.of(labels), true);
  }

  /// Series of the same process that Prometheus scraped: it gives all of them the same two labels.
  /// For set operators, since what is left of these labels no family says.
  public static <L> Matching<L> sameTarget() {
    return new Matching<L>(List.of(), false, TARGET);
  }

  private List<String> names() {
    return labels.stream().<String>map(Label::name).toList();
  }

  String text() {
    return setText() + (manyToOne ? " group_left ()" : "");
  }

  /// The matching without `group_left`, which set operators do not take.
  String setText() {
    return " on (" + String.join(", ", scraped.isEmpty() ? names() : scraped) + ")";
  }

  /// The labels that a result has.
  List<String> result(List<String> left, List<String> right) {
    if (!scraped.isEmpty()) {
      throw new IllegalArgumentException("query: want a set operator for series of one target");
    }
    check(left, right);
    return manyToOne ? left : names();
  }

  /// Refuses a label that one side does not have.
  void check(List<String> left, List<String> right) {
    for (String label : names()) {
      if (!left.contains(label) || !right.contains(label)) {
        throw new IllegalArgumentException(
            "query: want both sides to have " + label + ", have " + left + " and " + right);
      }
    }
  }
}
