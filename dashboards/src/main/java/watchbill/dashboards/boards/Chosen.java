package watchbill.dashboards.boards;

import static watchbill.dashboards.Variable.chosen;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;
import watchbill.dashboards.Variable;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.Counter;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.Has;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Windows;

/// Queries for the tenants, roles and agents that are chosen at the top of a board.
final class Chosen {
  /// What is chosen from.
  static final List<Variable> VARIABLES =
      List.of(
          Variable.of(TENANT, ActivityFamilies.STATE),
          Variable.of(ROLE, ActivityFamilies.STATE, chosen(TENANT)),
          Variable.of(AGENT, ActivityFamilies.STATE, chosen(TENANT), chosen(ROLE)));

  private Chosen() {}

  /// A gauge's values.
  static <L extends Record & LabelSet & Has.Identity> Query<L> of(Gauge<L> gauge) {
    return Query.of(gauge, chosen(TENANT), chosen(ROLE), chosen(AGENT));
  }

  /// How many seconds ago a time stamp was.
  static <L extends Record & LabelSet & Has.Identity> Query<L> age(Gauge<L> timestamp) {
    return Query.age(timestamp, chosen(TENANT), chosen(ROLE), chosen(AGENT));
  }

  /// A counter's growth per second.
  static <L extends Record & LabelSet & Has.Identity> Query<L> rate(Counter<L> counter) {
    return Query.rate(counter, Windows.GRAFANA_RATE, chosen(TENANT), chosen(ROLE), chosen(AGENT));
  }

  /// A counter's growth in the time range of the board.
  static <L extends Record & LabelSet & Has.Identity> Query<L> increase(Counter<L> counter) {
    return Query.increase(
        counter, Windows.GRAFANA_RANGE, chosen(TENANT), chosen(ROLE), chosen(AGENT));
  }
}
