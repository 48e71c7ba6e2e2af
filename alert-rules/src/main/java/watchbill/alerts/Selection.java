package watchbill.alerts;

import java.util.List;
import java.util.stream.Stream;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.promql.Matcher;

/// Alerts, all of them or those whose labels match.
///
/// @param <L> what all of these alerts' label sets have; a matcher on another label does not
///   compile
public final class Selection<L> {
  private final List<Alert<?>> alerts;
  private final List<Matcher<? super L>> matchers;

  private Selection(List<Alert<?>> alerts, List<Matcher<? super L>> matchers) {
    this.alerts = alerts;
    this.matchers = matchers;
    if (alerts.isEmpty()) {
      throw new IllegalArgumentException("selection: want an alert, have none");
    }
    for (Matcher<? super L> matcher : matchers) {
      requireLabel(matcher.label().name());
    }
  }

  /// These alerts.
  @SafeVarargs
  @SuppressWarnings("varargs") // List.of copies
  public static <L extends Record & LabelSet> Selection<L> any(Alert<? extends L>... alerts) {
    return new Selection<>(List.of(alerts), List.of());
  }

  /// These alerts, of whose labels nothing is known.
  public static Selection<Object> any(List<Alert<?>> alerts) {
    return new Selection<>(List.copyOf(alerts), List.of());
  }

  /// Those of them that this matcher fits, too.
  ///
  /// @throws IllegalArgumentException when an aggregation has taken the label from one of the
  ///   alerts
  public Selection<L> where(Matcher<? super L> matcher) {
    var all = Stream.concat(matchers.stream(), Stream.of(matcher)).toList();
    return new Selection<>(alerts, all);
  }

  /// The alerts, at least one.
  public List<Alert<?>> alerts() {
    return alerts;
  }

  /// How Alertmanager tells them from others, their names first.
  public List<LabelMatch> matches() {
    List<String> names = alerts.stream().<String>map(Alert::name).toList();
    String alertname = Label.ALERTNAME.name();
    LabelMatch name =
        names.size() == 1
            ? LabelMatch.equal(alertname, names.getFirst())
            : LabelMatch.oneOf(alertname, names);
    return Stream.concat(Stream.of(name), matchers.stream().map(LabelMatch::of)).toList();
  }

  void requireLabel(String label) {
    for (Alert<?> alert : alerts) {
      List<String> have = alert.condition().query().labels();
      if (!have.contains(label)) {
        throw new IllegalArgumentException(
            "%s: want labels of the condition %s, have %s".formatted(alert.name(), have, label));
      }
    }
  }
}
