package watchbill.metrics.promql;

import java.util.List;
import watchbill.metrics.catalogue.Label;

/// Which series of two queries belong together: those that agree in these labels.
///
/// @param <L> the left side's label set; that the right side has the labels too is checked when the
///   query is built
@SuppressWarnings("varargs") // labels are read only
public final class Matching<L> {
  private final List<Label<? super L>> labels;
  private final boolean manyToOne;

  private Matching(List<Label<? super L>> labels, boolean manyToOne) {
    this.labels = labels;
    this.manyToOne = manyToOne;
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

  private List<String> names() {
    return labels.stream().<String>map(Label::name).toList();
  }

  String text() {
    return setText() + (manyToOne ? " group_left ()" : "");
  }

  /// The matching without `group_left`, which set operators do not take.
  String setText() {
    return " on (" + String.join(", ", names()) + ")";
  }

  /// The labels that a result has.
  List<String> result(List<String> left, List<String> right) {
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
