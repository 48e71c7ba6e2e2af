package watchbill.dashboards;

import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;

/// A choice at the top of a board: which values of a label are shown; all at first.
///
/// @param name the label's name, and the variable's
/// @param values a query in Grafana's language that gives the values
public record Variable(String name, String values) {
  /// The values that a label has in a family.
  @SafeVarargs
  @SuppressWarnings("varargs") // passed on, and read only
  public static <L extends Record & LabelSet> Variable of(
      Label<? super L> label, Gauge<L> family, Matcher<? super L>... matchers) {
    String values = "label_values(" + Query.of(family, matchers).text() + ", " + label.name() + ")";
    return new Variable(label.name(), values);
  }

  /// Picks the series whose label has one of the values that are chosen.
  public static <T> Matcher<T> chosen(Label<T> label) {
    return Matcher.matches(label, "$" + label.name());
  }
}
