package watchbill.dashboards;

import java.util.stream.Collectors;
import watchbill.metrics.catalogue.Unit;
import watchbill.metrics.promql.Query;

/// A query of a panel.
///
/// @param name what its values are, for a legend or a column
public record Target(String name, Query<?> query) {
  /// How its series are called: by their labels, or by the name when there are none.
  public String legend() {
    return query.labels().isEmpty()
        ? name
        : query.labels().stream()
            .map(label -> "{{" + label + "}}")
            .collect(Collectors.joining(" / "));
  }

  /// The query as Grafana asks it: a time since the epoch in milliseconds, as Grafana counts it.
  public String expression() {
    return query.measure().unit() == Unit.TIMESTAMP_SECONDS
        ? "(" + query.text() + ") * 1000"
        : query.text();
  }
}
