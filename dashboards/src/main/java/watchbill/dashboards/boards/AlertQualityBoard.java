package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.clusters;
import static watchbill.dashboards.Chosen.tenants;
import static watchbill.metrics.catalogue.ForeignFamilies.ALERTS;
import static watchbill.metrics.catalogue.ForeignFamilies.ALERT_ACTIVE_SINCE;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.ALERTNAME;
import static watchbill.metrics.catalogue.Label.ALERTSTATE;
import static watchbill.metrics.catalogue.Label.INTEGRATION;
import static watchbill.metrics.catalogue.Label.RULE_GROUP;
import static watchbill.metrics.catalogue.Label.SEVERITY;
import static watchbill.metrics.catalogue.Label.STATE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.promql.Windows.GRAFANA_RANGE;
import static watchbill.metrics.promql.Windows.GRAFANA_RATE;

import java.util.List;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Chosen;
import watchbill.dashboards.Color;
import watchbill.dashboards.Panel.Stat;
import watchbill.dashboards.Panel.StateTimeline;
import watchbill.dashboards.Panel.Table;
import watchbill.dashboards.Panel.TimeSeries;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
import watchbill.dashboards.Thresholds;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.ForeignFamilies;
import watchbill.metrics.catalogue.ForeignFamilies.ActiveLabels;
import watchbill.metrics.catalogue.ForeignFamilies.AlertLabels;
import watchbill.metrics.catalogue.ForeignFamilies.RuleGroupLabels;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.promql.Distribution;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Whether alerts are worth being woken for, and whether they arrive.
final class AlertQualityBoard {
  private static final int LONGEST = 10;
  private static final double NEARLY_ALL = 0.99;

  static final Board BOARD =
      new Board(
          BoardName.ALERTS,
          "Which alerts fire, which come and go, which wait at the edge; and whether somebody hears"
              + " of them. From Prometheus and Alertmanager, which have to be scraped too.",
          Chosen.tenantVariables(ActivityFamilies.STATE),
          List.of(),
          List.of(now(), quality(), notifications(), rules()));

  private AlertQualityBoard() {}

  private static Row now() {
    return Row.of(
        "Now",
        Stat.of(
            "Firing",
            "Alerts that were sent to Alertmanager.",
            Thresholds.ABOVE_ZERO,
            alerts("firing").by(SEVERITY).count()),
        Stat.of(
            "Pending",
            "Alerts whose condition holds, and not for long enough yet.",
            Thresholds.NONE,
            alerts("pending").by(SEVERITY).count()),
        Stat.of(
            "Suppressed",
            "Alerts that nobody is told of, because of a silence or of the alert that is their"
                + " cause.",
            Thresholds.NONE,
            Query.of(ForeignFamilies.ALERTS_HELD, clusters(Matcher.equal(STATE, "suppressed")))
                .by()
                .max()),
        Stat.of(
            "Watchdog",
            "1 while the alert fires that always should: the way from rules to people is open.",
            Thresholds.BELOW_ONE,
            Query.of(
                    ALERTS,
                    clusters(Matcher.equal(ALERTSTATE, "firing"), Matcher.equal(SEVERITY, "none")))
                .by()
                .max()),
        Table.of(
            "Firing: which, and for how long",
            "Since their condition began to hold.",
            new Target("for", lasting("firing"))),
        Table.of(
            "Pending: which, and for how long",
            "Since their condition began to hold.",
            new Target("for", lasting("pending"))));
  }

  private static Row quality() {
    return Row.of(
        "Are they worth it",
        new StateTimeline(
            "When alerts fired",
            "And when they were pending, which is a row of its own.",
            List.of(
                new StateTimeline.Band(
                    Color.RED, new Target("firing", alerts("firing").by(ALERTNAME).max())),
                new StateTimeline.Band(
                    Color.YELLOW, new Target("pending", alerts("pending").by(ALERTNAME).max())))),
        TimeSeries.areas("Alerts firing", "By name.", alerts("firing").by(ALERTNAME).count()),
        TimeSeries.areas(
            "Alerts pending",
            "By name: one that is often here and never fires has its limit where the fleet usually"
                + " is.",
            alerts("pending").by(ALERTNAME).count()),
        Table.of(
            "Came back",
            "How often in the time range an alert's condition began to hold again, for the same"
                + " labels: one that flaps.",
            new Target(
                "times",
                Query.changes(
                        ALERT_ACTIVE_SINCE,
                        GRAFANA_RANGE,
                        tenants(Matcher.notEqual(SEVERITY, "none")))
                    .by(ALERTNAME, SEVERITY, TENANT, AGENT)
                    .max()
                    .top(LONGEST))),
        TimeSeries.lines(
            "Longest pending",
            "For how long the condition of an alert that is pending has held.",
            lasting("pending").by(ALERTNAME).max()));
  }

  private static Row notifications() {
    return Row.of(
        "Do they arrive",
        TimeSeries.areas(
            "Notifications an hour",
            "By whom Alertmanager tells; one is of a whole group of alerts.",
            Query.rate(ForeignFamilies.NOTIFICATIONS, GRAFANA_RATE, clusters())
                .by(INTEGRATION)
                .sum()
                .perHour()),
        TimeSeries.lines(
            "Failed notifications an hour",
            "Those that could not be sent.",
            Query.rate(ForeignFamilies.NOTIFICATIONS_FAILED, GRAFANA_RATE, clusters())
                .by(INTEGRATION)
                .sum()
                .perHour()),
        TimeSeries.lines(
            "Time to send",
            "99 of 100 notifications were sent within.",
            Distribution.of(ForeignFamilies.NOTIFICATION_LATENCY, GRAFANA_RATE, clusters())
                .by(INTEGRATION)
                .quantile(NEARLY_ALL)),
        TimeSeries.areas(
            "Alerts that Alertmanager holds",
            "Suppressed ones are behind a silence or an inhibition.",
            Query.of(ForeignFamilies.ALERTS_HELD, clusters()).by(STATE).max()),
        Stat.of(
            "Failed notifications",
            "In the time range.",
            Thresholds.ABOVE_ZERO,
            Query.increase(ForeignFamilies.NOTIFICATIONS_FAILED, GRAFANA_RANGE, clusters())
                .by()
                .sum()),
        Stat.of(
            "Alerts that wait for Alertmanager",
            "In the queue of Prometheus.",
            Thresholds.NONE,
            Query.of(ForeignFamilies.ALERTS_QUEUED, clusters()).by().sum()),
        Stat.of(
            "Alerts dropped",
            "Alerts in the time range that no Alertmanager took.",
            Thresholds.ABOVE_ZERO,
            Query.increase(ForeignFamilies.ALERTS_DROPPED, GRAFANA_RANGE, clusters()).by().sum()),
        Stat.of(
            "Silences",
            "Silences that hold now.",
            Thresholds.NONE,
            Query.of(ForeignFamilies.SILENCES, clusters(Matcher.equal(STATE, "active")))
                .by()
                .max()));
  }

  private static Row rules() {
    return Row.of(
        "Are the rules evaluated",
        TimeSeries.lines(
            "Time against the interval",
            "How long a group of rules takes, against how often it is evaluated; above 100 % rounds"
                + " are missed.",
            group(ForeignFamilies.RULE_GROUP_DURATION)
                .dividedBy(group(ForeignFamilies.RULE_GROUP_INTERVAL), Matching.on(RULE_GROUP))),
        TimeSeries.lines(
            "Failed evaluations",
            "Evaluations of rules that failed, in an hour.",
            Query.rate(ForeignFamilies.RULE_FAILURES, GRAFANA_RATE, clusters())
                .by(RULE_GROUP)
                .sum()
                .perHour()),
        Stat.of(
            "Rounds missed",
            "Evaluations of a group in the time range that were left out because the one before took"
                + " too long.",
            Thresholds.ABOVE_ZERO,
            Query.increase(ForeignFamilies.RULE_ROUNDS_MISSED, GRAFANA_RANGE, clusters())
                .by()
                .sum()));
  }

  private static Query<RuleGroupLabels> group(Gauge<RuleGroupLabels> gauge) {
    return Query.of(gauge, clusters(Matcher.matches(RULE_GROUP, ".*;watchbill-.*")))
        .by(RULE_GROUP)
        .max();
  }

  private static Query<AlertLabels> alerts(String state) {
    return Query.of(
        ALERTS, tenants(Matcher.equal(ALERTSTATE, state), Matcher.notEqual(SEVERITY, "none")));
  }

  private static Query<ActiveLabels> lasting(String state) {
    return Query.age(ALERT_ACTIVE_SINCE, tenants())
        .by(ALERTNAME, SEVERITY, TENANT, AGENT)
        .max()
        .times(
            alerts(state).by(ALERTNAME, SEVERITY, TENANT, AGENT).max(),
            Matching.on(ALERTNAME, SEVERITY, TENANT, AGENT));
  }
}
