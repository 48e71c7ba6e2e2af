package watchbill.dashboards;

import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;

/// A choice at the top of a board: which values of a label are shown.
///
/// @param name the label's name, and the variable's
/// @param values a query in Grafana's language that gives the values
/// @param all whether all are shown at first; otherwise the first one is
public record Variable(String name, String values, boolean all) {
  /// The values that a label has in a family, all at first.
  @SafeVarargs
  @SuppressWarnings("varargs") // passed on, and read only
  public static <L extends Record & LabelSet> Variable of(
      Label<? super L> label, Gauge<L> family, Matcher<? super L>... matchers) {
    return new Variable(label.name(), values(label, Query.of(family, matchers)), true);
  }

  /// The values that a label has in a family, one at first.
  @SafeVarargs
  @SuppressWarnings("varargs") // passed on, and read only
  public static <L extends Record & LabelSet> Variable one(
      Label<? super L> label, Gauge<L> family, Matcher<? super L>... matchers) {
    return new Variable(label.name(), values(label, Query.of(family, matchers)), false);
  }

  /// Picks the series whose label has one of the values that are chosen. When all are, series
  /// without the label are picked, too.
  public static <T> Matcher<T> chosen(Label<T> label) {
    return Matcher.matches(label, "$" + label.name());
  }

  private static String values(Label<?> label, Query<?> query) {
    return "label_values(" + query.text() + ", " + label.name() + ")";
  }
}
