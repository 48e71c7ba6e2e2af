package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.agents;
import static watchbill.dashboards.Chosen.clusters;
import static watchbill.dashboards.Chosen.tenants;
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
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.ForeignFamilies;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// The fleet at a glance: who is stuck, why, and since when; what all do; what it costs; whether to
/// believe it.
public final class FleetBoard {
  private static final int LONGEST = 10;
  private static final int MOST_BARS = 50;

  /// The board.
  public static final Board BOARD =
      new Board(
          BoardName.FLEET,
          "Who is stuck, why and since when; what agents do and what they cost; and whether"
              + " Watchbill hears all of it.",
          Chosen.agentVariables(),
          Marks.FLEET,
          List.of(stuck(), activity(), spend(), pods(), watchbill()));

  private FleetBoard() {}

  private static Row stuck() {
    var stuck = Query.of(ActivityFamilies.STUCK, agents());
    return Row.of(
        "Who is stuck",
        Stat.of(
            "Stuck agents",
            "Agents with a verdict against them now.",
            Thresholds.ABOVE_ZERO,
            stuck.by(TENANT, AGENT).max().by().sum().or(none())),
        Stat.of(
            "Suspects",
            "Agents against which something speaks, and not yet strongly enough.",
            Thresholds.NONE,
            Query.of(VerdictFamilies.SUSPECT, agents())
                .by(TENANT, AGENT)
                .max()
                .by()
                .sum()
                .or(none())),
        Stat.of(
            "Agents",
            "Agents that Watchbill knows.",
            Thresholds.NONE,
            Query.of(ActivityFamilies.STATE, agents()).by(TENANT, AGENT).max().by().count()),
        Stat.of(
            "Spend",
            "List price of the tokens consumed in the time range.",
            Thresholds.NONE,
            Query.increase(SpendFamilies.COST, GRAFANA_RANGE, agents()).by().sum()),
        Table.of(
            "Stuck: who, why, since when",
            "A line for each stuck agent with the root cause. Its tasks' dollars are those of which"
                + " it is not decided whether they were of use.",
            new Target(
                "no progress for",
                now(Query.age(ActivityFamilies.LAST_PROGRESS, agents()).by(TENANT, AGENT).max())),
            new Target(
                "last progress",
                now(Query.of(ActivityFamilies.LAST_PROGRESS, agents()).by(TENANT, AGENT).max())),
            new Target(
                "of the time range",
                Query.averageOver(ActivityFamilies.STUCK, GRAFANA_RANGE, agents())
                    .by(TENANT, AGENT, ROLE, CAUSE)
                    .max()
                    .dividedBy(
                        stuck.by(TENANT, AGENT, ROLE, CAUSE).max().above(0).query(),
                        Matching.on(TENANT, AGENT, ROLE, CAUSE))),
            new Target(
                "its tasks' dollars",
                now(Query.of(SpendFamilies.OPEN_COST, agents()).by(TENANT, AGENT).max()))),
        StateTimeline.of(
            "Who was stuck when",
            "A bar for each verdict, of the %d at most that each moment shows."
                .formatted(MOST_BARS),
            Color.RED,
            stuck.by(TENANT, AGENT, CAUSE).max().above(0).query().top(MOST_BARS)),
        Table.of(
            "Incidents",
            "Many agents of a tenant that have come to a stop together: one incident, not theirs.",
            new Target(
                "incidents",
                Query.of(VerdictFamilies.FLEET_INCIDENT, tenants())
                    .above(0)
                    .query()
                    .by(TENANT, CAUSE)
                    .count())),
        Table.of(
            "Alerts firing",
            "What has been sent to somebody.",
            new Target(
                "alerts",
                Query.of(
                        ForeignFamilies.ALERTS,
                        tenants(
                            Matcher.equal(ALERTSTATE, "firing"),
                            Matcher.notEqual(SEVERITY, "none")))
                    .by(ALERTNAME, SEVERITY, TENANT, AGENT)
                    .count())),
        Table.of(
            "Suspects: who and why",
            "A line for each agent against which something speaks.",
            new Target(
                "no progress for",
                Query.of(VerdictFamilies.SUSPECT, agents())
                    .by(TENANT, AGENT, ROLE, CAUSE)
                    .max()
                    .above(0)
                    .query()
                    .times(
                        Query.age(ActivityFamilies.LAST_PROGRESS, agents()).by(TENANT, AGENT).max(),
                        Matching.manyToOne(TENANT, AGENT)))),
        Table.of(
            "Waiting for humans",
            "Agents that wait for somebody's answer.",
            new Target(
                "waits for",
                Query.age(VerdictFamilies.HUMAN_WAIT_STARTED, agents())
                    .by(TENANT, AGENT, ROLE)
                    .max())));
  }

  /// 0, if agents are known.
  private static Query<ActivityFamilies.StateLabels> none() {
    return Query.of(ActivityFamilies.STATE, agents()).by().count().scaled(0);
  }

  /// A value of each agent that is stuck now, with its cause.
  private static <L extends Record & LabelSet> Query<ActivityFamilies.CauseLabels> now(
      Query<L> ofAgents) {
    return Query.of(ActivityFamilies.STUCK, agents())
        .by(TENANT, AGENT, ROLE, CAUSE)
        .max()
        .above(0)
        .query()
        .times(ofAgents, Matching.manyToOne(TENANT, AGENT));
  }

  private static Row activity() {
    return Row.of(
        "What agents do",
        TimeSeries.areas(
            "Agents by state",
            "Each agent is in one state at a time.",
            Query.of(ActivityFamilies.STATE, agents()).by(STATE).sum()),
        new TimeSeries(
            "Sessions and requests that wait",
            "By the agents' own heartbeats.",
            false,
            List.of(
                new Target("active sessions", sessions().by().sum()),
                new Target(
                    "requests that wait",
                    Query.of(ActivityFamilies.REQUEST_QUEUE_DEPTH, agents()).by().sum()))),
        TimeSeries.lines(
            "Tool calls per second",
            "Tool calls that ended, by outcome.",
            Query.rate(ActivityFamilies.TOOL_CALLS, GRAFANA_RATE, agents()).by(OUTCOME).sum()),
        TimeSeries.lines(
            "Tasks per hour",
            "Tasks that ended, by outcome.",
            Query.rate(ActivityFamilies.TASKS, GRAFANA_RATE, agents())
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
            Query.rate(SpendFamilies.COST, GRAFANA_RATE, agents()).by(TENANT).sum().perHour()),
        TimeSeries.areas(
            "Tokens per second by class",
            "The classes are disjoint; each has its own price.",
            Query.rate(SpendFamilies.TOKENS_CONSUMED, GRAFANA_RATE, agents()).by(CLASS).sum()),
        Table.of(
            "Agents that cost most",
            "In the time range.",
            new Target(
                "spend",
                Query.increase(SpendFamilies.COST, GRAFANA_RANGE, agents())
                    .by(TENANT, AGENT, ROLE)
                    .sum()
                    .top(LONGEST))),
        Table.of(
            "Models that cost most",
            "In the time range.",
            new Target(
                "spend",
                Query.increase(SpendFamilies.COST, GRAFANA_RANGE, agents())
                    .by(PROVIDER, MODEL)
                    .sum()
                    .top(LONGEST))));
  }

  private static Row pods() {
    var ready = Query.of(PodFamilies.READY, agents());
    return Row.of(
        "Pods",
        Stat.of(
            "Pods not ready",
            "Pods of agents that are not ready now.",
            Thresholds.ABOVE_ZERO,
            ready.by().count().minus(ready.by().sum(), Matching.on())),
        Stat.of(
            "Restarts",
            "Restarts of containers in the time range.",
            Thresholds.NONE,
            Query.increase(PodFamilies.CONTAINER_RESTARTS, GRAFANA_RANGE, agents()).by().sum()),
        Table.of(
            "Containers that wait",
            "Containers that are not started, and why.",
            new Target(
                "containers",
                Query.of(PodFamilies.CONTAINER_WAITING, agents())
                    .is(1)
                    .query()
                    .by(NAMESPACE, POD, CONTAINER, REASON)
                    .count())),
        Table.of(
            "Containers that restart most",
            "In the time range.",
            new Target(
                "restarts",
                Query.increase(PodFamilies.CONTAINER_RESTARTS, GRAFANA_RANGE, agents())
                    .by(NAMESPACE, POD, CONTAINER)
                    .sum()
                    .top(LONGEST))),
        TimeSeries.lines(
            "Why containers last ended",
            "Containers by the reason for which they last ended.",
            Query.of(PodFamilies.LAST_TERMINATION, agents()).by(REASON).count()));
  }

  private static Row watchbill() {
    return Row.of(
        "Watchbill: whether to believe it",
        Stat.of(
            "Sources",
            "1 while the source can be heard. What rests on a source that cannot is unknown.",
            Thresholds.BELOW_ONE,
            Query.of(SelfFamilies.SOURCE_UP, clusters()).by(SOURCE).min()),
        Stat.of(
            "Rejected events",
            "Events in the time range that could not be used.",
            Thresholds.ABOVE_ZERO,
            Query.increase(SelfFamilies.EVENTS_REJECTED, GRAFANA_RANGE, clusters()).by().sum()),
        Stat.of(
            "Tokens without a price",
            "Tokens in the time range that the bill leaves out.",
            Thresholds.ABOVE_ZERO,
            Query.increase(SpendFamilies.UNPRICED_TOKENS, GRAFANA_RANGE, agents()).by().sum()),
        Stat.of(
            "Checkpoint's age",
            "How long ago position and state were last saved.",
            Thresholds.NONE,
            Query.age(SelfFamilies.CHECKPOINT_LAST_SUCCESS, clusters()).by().max()));
  }

  private static Query<AgentLabels> sessions() {
    return Query.of(ActivityFamilies.ACTIVE_SESSIONS, agents());
  }
}
