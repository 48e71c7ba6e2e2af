package watchbill.dashboards.boards;

import static watchbill.dashboards.Variable.chosen;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.ALERTNAME;
import static watchbill.metrics.catalogue.Label.ALERTSTATE;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.CLASS;
import static watchbill.metrics.catalogue.Label.CONTAINER;
import static watchbill.metrics.catalogue.Label.MODEL;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.OUTCOME;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.PROVIDER;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.SEVERITY;
import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.Label.STATE;
import static watchbill.metrics.catalogue.Label.STREAM;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.TYPE;
import static watchbill.metrics.promql.Windows.GRAFANA_RANGE;
import static watchbill.metrics.promql.Windows.GRAFANA_RATE;

import java.util.List;
import watchbill.dashboards.Board;
import watchbill.dashboards.Panel.Red;
import watchbill.dashboards.Panel.Stat;
import watchbill.dashboards.Panel.Table;
import watchbill.dashboards.Panel.TimeSeries;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
import watchbill.dashboards.Variable;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.ForeignFamilies;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// The fleet at a glance: who is stuck, why, and since when; what all do; what it costs; whether to
/// believe it.
public final class FleetBoard {
  private static final int LONGEST = 10;

  /// The board.
  public static final Board BOARD =
      new Board(
          "watchbill-fleet",
          "Watchbill / Fleet",
          "Who is stuck, why and since when; what agents do and what they cost; and whether"
              + " Watchbill hears all of it.",
          List.of(
              Variable.of(TENANT, ActivityFamilies.STATE),
              Variable.of(AGENT, ActivityFamilies.STATE, chosen(TENANT))),
          List.of(stuck(), activity(), spend(), pods(), watchbill()));

  private FleetBoard() {}

  private static Row stuck() {
    var stuck = Query.of(ActivityFamilies.STUCK, chosen(TENANT), chosen(AGENT));
    var withoutProgress =
        Query.age(ActivityFamilies.LAST_PROGRESS, chosen(TENANT), chosen(AGENT))
            .by(TENANT, AGENT)
            .max();
    return Row.of(
        "Who is stuck",
        Stat.of(
            "Stuck agents",
            "Agents with a verdict against them now.",
            Red.ABOVE_ZERO,
            stuck.by(TENANT, AGENT).max().by().sum()),
        Stat.of(
            "Agents",
            "Agents that Watchbill knows.",
            Red.NONE,
            Query.of(ActivityFamilies.STATE, chosen(TENANT), chosen(AGENT))
                .by(TENANT, AGENT)
                .max()
                .by()
                .count()),
        Stat.of(
            "Active sessions",
            "Sessions that are open, by the agents' own heartbeats.",
            Red.NONE,
            sessions().by().sum()),
        Stat.of(
            "Spend",
            "List price of the tokens consumed in the time range.",
            Red.NONE,
            Query.increase(SpendFamilies.COST, GRAFANA_RANGE, chosen(TENANT), chosen(AGENT))
                .by()
                .sum()),
        new Table(
            "Stuck: who, why, for how long",
            "One line for each stuck agent, with the root cause, the longest first.",
            new Target(
                "no progress for",
                stuck
                    .by(TENANT, AGENT, ROLE, CAUSE)
                    .max()
                    .above(0)
                    .query()
                    .times(withoutProgress, Matching.manyToOne(TENANT, AGENT)))),
        new Table(
            "Alerts firing",
            "What has been sent to somebody.",
            new Target(
                "alerts",
                Query.of(
                        ForeignFamilies.ALERTS,
                        Matcher.equal(ALERTSTATE, "firing"),
                        Matcher.notEqual(SEVERITY, "none"),
                        chosen(TENANT))
                    .by(ALERTNAME, SEVERITY, TENANT, AGENT)
                    .count())));
  }

  private static Row activity() {
    return Row.of(
        "What agents do",
        TimeSeries.areas(
            "Agents by state",
            "Each agent is in one state at a time.",
            Query.of(ActivityFamilies.STATE, chosen(TENANT), chosen(AGENT)).by(STATE).sum()),
        new TimeSeries(
            "Sessions and requests that wait",
            "By the agents' own heartbeats.",
            false,
            List.of(
                new Target("active sessions", sessions().by().sum()),
                new Target(
                    "requests that wait",
                    Query.of(ActivityFamilies.REQUEST_QUEUE_DEPTH, chosen(TENANT), chosen(AGENT))
                        .by()
                        .sum()))),
        TimeSeries.lines(
            "Tool calls per second",
            "Tool calls that ended, by outcome.",
            Query.rate(ActivityFamilies.TOOL_CALLS, GRAFANA_RATE, chosen(TENANT), chosen(AGENT))
                .by(OUTCOME)
                .sum()),
        TimeSeries.lines(
            "Tasks per hour",
            "Tasks that ended, by outcome.",
            Query.rate(ActivityFamilies.TASKS, GRAFANA_RATE, chosen(TENANT), chosen(AGENT))
                .by(OUTCOME)
                .sum()
                .perHour()));
  }

  private static Row spend() {
    return Row.of(
        "Spend",
        TimeSeries.areas(
            "Spend per hour by tenant",
            "List price of the tokens consumed. Tokens without a price are not in it.",
            Query.rate(SpendFamilies.COST, GRAFANA_RATE, chosen(TENANT), chosen(AGENT))
                .by(TENANT)
                .sum()
                .perHour()),
        TimeSeries.areas(
            "Tokens per second by class",
            "The classes are disjoint; each has its own price.",
            Query.rate(SpendFamilies.TOKENS_CONSUMED, GRAFANA_RATE, chosen(TENANT), chosen(AGENT))
                .by(CLASS)
                .sum()),
        new Table(
            "Agents that cost most",
            "In the time range.",
            new Target(
                "spend",
                Query.increase(SpendFamilies.COST, GRAFANA_RANGE, chosen(TENANT), chosen(AGENT))
                    .by(TENANT, AGENT, ROLE)
                    .sum()
                    .top(LONGEST))),
        new Table(
            "Models that cost most",
            "In the time range.",
            new Target(
                "spend",
                Query.increase(SpendFamilies.COST, GRAFANA_RANGE, chosen(TENANT), chosen(AGENT))
                    .by(PROVIDER, MODEL)
                    .sum()
                    .top(LONGEST))));
  }

  private static Row pods() {
    var ready = Query.of(PodFamilies.READY, chosen(TENANT), chosen(AGENT));
    return Row.of(
        "Pods",
        Stat.of(
            "Pods not ready",
            "Pods of agents that are not ready now.",
            Red.ABOVE_ZERO,
            ready.by().count().minus(ready.by().sum(), Matching.on())),
        Stat.of(
            "Restarts",
            "Restarts of containers in the time range.",
            Red.NONE,
            Query.increase(
                    PodFamilies.CONTAINER_RESTARTS, GRAFANA_RANGE, chosen(TENANT), chosen(AGENT))
                .by()
                .sum()),
        new Table(
            "Containers that wait",
            "Containers that are not started, and why.",
            new Target(
                "containers",
                Query.of(PodFamilies.CONTAINER_WAITING, chosen(TENANT), chosen(AGENT))
                    .is(1)
                    .query()
                    .by(NAMESPACE, POD, CONTAINER, REASON)
                    .count())),
        new Table(
            "Containers that restart most",
            "In the time range.",
            new Target(
                "restarts",
                Query.increase(
                        PodFamilies.CONTAINER_RESTARTS,
                        GRAFANA_RANGE,
                        chosen(TENANT),
                        chosen(AGENT))
                    .by(NAMESPACE, POD, CONTAINER)
                    .sum()
                    .top(LONGEST))),
        TimeSeries.lines(
            "Why containers last ended",
            "Containers by the reason for which they last ended.",
            Query.of(PodFamilies.LAST_TERMINATION, chosen(TENANT), chosen(AGENT))
                .by(REASON)
                .count()));
  }

  private static Row watchbill() {
    return Row.of(
        "Watchbill: whether to believe it",
        Stat.of(
            "Sources",
            "1 while the source can be heard. What rests on a source that cannot is unknown.",
            Red.BELOW_ONE,
            Query.of(SelfFamilies.SOURCE_UP).by(SOURCE).min()),
        Stat.of(
            "Rejected events",
            "Events in the time range that could not be used.",
            Red.ABOVE_ZERO,
            Query.increase(SelfFamilies.EVENTS_REJECTED, GRAFANA_RANGE).by().sum()),
        Stat.of(
            "Tokens without a price",
            "Tokens in the time range that the bill leaves out.",
            Red.ABOVE_ZERO,
            Query.increase(
                    SpendFamilies.UNPRICED_TOKENS, GRAFANA_RANGE, chosen(TENANT), chosen(AGENT))
                .by()
                .sum()),
        Stat.of(
            "Checkpoint's age",
            "How long ago position and state were last saved.",
            Red.NONE,
            Query.age(SelfFamilies.CHECKPOINT_LAST_SUCCESS).by().max()),
        TimeSeries.lines(
            "Last heard",
            "How long ago each source last answered or delivered.",
            Query.age(SelfFamilies.SOURCE_LAST_SUCCESS).by(SOURCE).max()),
        TimeSeries.lines(
            "Messages that wait",
            "Messages of the stream that were not delivered yet.",
            Query.of(SelfFamilies.STREAM_PENDING).by(STREAM).max()),
        TimeSeries.lines(
            "Events per second",
            "Events understood, by type.",
            Query.rate(SelfFamilies.EVENTS, GRAFANA_RATE).by(TYPE).sum()),
        TimeSeries.lines(
            "Rejected events per second",
            "Events that could not be used, by reason.",
            Query.rate(SelfFamilies.EVENTS_REJECTED, GRAFANA_RATE).by(REASON).sum()));
  }

  private static Query<AgentLabels> sessions() {
    return Query.of(ActivityFamilies.ACTIVE_SESSIONS, chosen(TENANT), chosen(AGENT));
  }
}
