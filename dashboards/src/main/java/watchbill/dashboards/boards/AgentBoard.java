package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.agents;
import static watchbill.dashboards.Chosen.roles;
import static watchbill.dashboards.Chosen.tenants;
import static watchbill.dashboards.Variable.chosen;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.ALERTNAME;
import static watchbill.metrics.catalogue.Label.ALERTSTATE;
import static watchbill.metrics.catalogue.Label.BUDGET;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.CLAIM;
import static watchbill.metrics.catalogue.Label.CLASS;
import static watchbill.metrics.catalogue.Label.CONSUMER;
import static watchbill.metrics.catalogue.Label.CONTAINER;
import static watchbill.metrics.catalogue.Label.END;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.MODEL;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.OUTCOME;
import static watchbill.metrics.catalogue.Label.OWNER;
import static watchbill.metrics.catalogue.Label.OWNER_KIND;
import static watchbill.metrics.catalogue.Label.PERIOD;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.QOS_CLASS;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.RESOURCE;
import static watchbill.metrics.catalogue.Label.SEVERITY;
import static watchbill.metrics.catalogue.Label.STATE;
import static watchbill.metrics.catalogue.Label.STREAM;
import static watchbill.metrics.catalogue.Label.TIER;
import static watchbill.metrics.catalogue.Label.USE;
import static watchbill.metrics.catalogue.Label.WORKLOAD;
import static watchbill.metrics.promql.Windows.GRAFANA_RANGE;
import static watchbill.metrics.promql.Windows.GRAFANA_RATE;

import java.util.List;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Chosen;
import watchbill.dashboards.Color;
import watchbill.dashboards.Panel;
import watchbill.dashboards.Panel.Stat;
import watchbill.dashboards.Panel.StateTimeline;
import watchbill.dashboards.Panel.Table;
import watchbill.dashboards.Panel.TimeSeries;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
import watchbill.dashboards.Thresholds;
import watchbill.dashboards.Variable;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.BudgetFamilies;
import watchbill.metrics.catalogue.BusFamilies;
import watchbill.metrics.catalogue.ContainerFamilies;
import watchbill.metrics.catalogue.ForeignFamilies;
import watchbill.metrics.catalogue.InfrastructureFamilies;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.PodLifeFamilies;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.TaskFamilies;
import watchbill.metrics.catalogue.UsageFamilies;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.catalogue.VolumeFamilies;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// One agent: what it did and what happened to it, on one time axis; what it works on, what that
/// costs and what it runs in.
final class AgentBoard {
  /// The board.
  static final Board BOARD =
      new Board(
          BoardName.AGENT,
          "One agent: what it did, what happened to it and what it cost, on one time axis. For what"
              + " Watchbill made of it event by event, ask `watchbill explain`.",
          variables(),
          Marks.AGENT_ITSELF,
          List.of(now(), timeline(), work(), spend(), pods()));

  private AgentBoard() {}

  private static List<Variable> variables() {
    var all = Chosen.agentVariables();
    return List.of(
        all.get(0), all.get(1), all.get(2), Variable.one(AGENT, ActivityFamilies.STATE, roles()));
  }

  private static Row now() {
    return Row.of(
        "Now",
        new Stat(
            "Verdict",
            "What it is stuck by, if it is.",
            Thresholds.ABOVE_ZERO,
            List.of(
                new Target("stuck", Query.of(ActivityFamilies.STUCK, agents()).by(CAUSE).max()))),
        Stat.of(
            "No progress for",
            "Since a tool last gave it a result, or a task of its began, moved on or ended.",
            Thresholds.NONE,
            Query.age(ActivityFamilies.LAST_PROGRESS, agents()).by().min()),
        Stat.of(
            "Oldest call in flight",
            "How long ago the oldest of its tool calls that have not ended began.",
            Thresholds.NONE,
            Query.age(VerdictFamilies.CALL_STARTED, agents()).by().max()),
        Stat.of(
            "Waits for a human for",
            "Empty when it does not wait for one.",
            Thresholds.NONE,
            Query.age(VerdictFamilies.HUMAN_WAIT_STARTED, agents()).by().max()),
        Stat.of(
            "Not heard of for",
            "Not even heartbeats come, although it has work. Empty while they come.",
            Thresholds.NONE,
            Query.age(VerdictFamilies.TELEMETRY_GAP_STARTED, agents()).by().max()),
        Stat.of(
            "Sessions",
            "Sessions that it has open, by its heartbeats.",
            Thresholds.NONE,
            Query.of(ActivityFamilies.ACTIVE_SESSIONS, agents()).by().sum()),
        Stat.of(
            "Requests that wait",
            "Requests that wait for it, by its heartbeats.",
            Thresholds.NONE,
            Query.of(ActivityFamilies.REQUEST_QUEUE_DEPTH, agents()).by().sum()),
        new Stat(
            "Spent",
            "In the current day, week and month of its tenant's time zone, at list prices.",
            Thresholds.NONE,
            List.of(
                new Target(
                    "spent", Query.of(SpendFamilies.TO_DATE_COST, agents()).by(PERIOD).sum()))));
  }

  private static Row timeline() {
    return Row.oneAxis(
        "Timeline",
        new StateTimeline(
            "What it did and what happened to it",
            "One bar each for: the state that it is in; what speaks against it; what it is stuck"
                + " by; containers that wait; what its pods lack; pods that are not ready or are"
                + " taken away; volumes that are not bound; and rollouts.",
            List.of(
                band(
                    Color.BLUE,
                    "state",
                    Query.of(ActivityFamilies.STATE, agents()).is(1).query().by(STATE).count()),
                band(
                    Color.YELLOW,
                    "suspect",
                    Query.of(VerdictFamilies.SUSPECT, agents()).is(1).query().by(CAUSE).count()),
                band(
                    Color.RED,
                    "stuck",
                    Query.of(ActivityFamilies.STUCK, agents()).is(1).query().by(CAUSE).count()),
                band(
                    Color.ORANGE,
                    "container waits",
                    Query.of(PodFamilies.CONTAINER_WAITING, agents())
                        .is(1)
                        .query()
                        .by(POD, CONTAINER, REASON)
                        .count()),
                band(
                    Color.ORANGE,
                    "not placed for want of",
                    Query.of(PodFamilies.UNSCHEDULABLE, agents())
                        .is(1)
                        .query()
                        .by(POD, REASON)
                        .count()),
                band(
                    Color.ORANGE,
                    "not ready",
                    Query.of(PodFamilies.READY, agents()).is(0).query().by(POD).count()),
                band(
                    Color.PURPLE,
                    "taken away",
                    Query.of(PodFamilies.DELETION, agents()).by(POD).count()),
                band(
                    Color.ORANGE,
                    "volume not bound",
                    Query.of(VolumeFamilies.BOUND, agents()).is(0).query().by(CLAIM).count()),
                band(
                    Color.PURPLE,
                    "rollout",
                    Marks.rollouts().query().by(WORKLOAD, STATE).count()))),
        TimeSeries.lines(
            "Tool calls per hour",
            "Tool calls that ended, by outcome.",
            Query.rate(ActivityFamilies.TOOL_CALLS, GRAFANA_RATE, agents())
                .by(OUTCOME)
                .sum()
                .perHour()),
        TimeSeries.lines(
            "Restarts, kills and smaller contexts",
            "How often, in each step of the time axis.",
            new Target(
                "restarts",
                Query.increase(PodFamilies.CONTAINER_RESTARTS, GRAFANA_RATE, agents())
                    .by(CONTAINER)
                    .sum()),
            new Target(
                "containers ended",
                Query.increase(PodLifeFamilies.CONTAINER_ENDS, GRAFANA_RATE, agents())
                    .by(END)
                    .sum()),
            new Target(
                "context made smaller",
                Query.increase(TaskFamilies.CONTEXT_REDUCTIONS, GRAFANA_RATE, agents())
                    .by(TIER)
                    .sum())),
        TimeSeries.areas(
            "Spend per hour",
            "List price of the tokens consumed, by model.",
            Query.rate(SpendFamilies.COST, GRAFANA_RATE, agents()).by(MODEL).sum().perHour()),
        TimeSeries.lines(
            "Memory",
            "What its pods use, and past which the kernel kills their main containers.",
            new Target("in use", Query.of(UsageFamilies.WORKING_SET, agents()).by(POD).sum()),
            new Target(
                "limit",
                Query.of(ContainerFamilies.MEMORY_LIMIT, agents(Matcher.equal(KIND, "main")))
                    .by(POD)
                    .sum())),
        TimeSeries.lines(
            "CPU",
            "Cores that its pods use, and that their main containers ask for.",
            new Target("in use", Query.of(UsageFamilies.CPU, agents()).by(POD).sum()),
            new Target(
                "request",
                Query.of(ContainerFamilies.CPU_REQUEST, agents(Matcher.equal(KIND, "main")))
                    .by(POD)
                    .sum())));
  }

  private static Panel.StateTimeline.Band band(Color color, String name, Query<?> query) {
    return new Panel.StateTimeline.Band(color, new Target(name, query));
  }

  private static Row work() {
    return Row.of(
        "What it works on",
        TimeSeries.lines(
            "Tasks per hour",
            "Tasks that ended, by outcome.",
            Query.rate(ActivityFamilies.TASKS, GRAFANA_RATE, agents()).by(OUTCOME).sum().perHour()),
        TimeSeries.lines(
            "Loops",
            "How often it began to go round in circles, in each step, by the rule that saw it.",
            Query.increase(VerdictFamilies.LOOPS, GRAFANA_RATE, agents()).by(KIND).sum()),
        Table.of(
            "Interruptions",
            "Tasks that were interrupted in the time range, and what was lost with them.",
            new Target(
                "tasks",
                Query.increase(TaskFamilies.INTERRUPTED_TASKS, GRAFANA_RANGE, agents())
                    .by(CAUSE)
                    .sum()),
            new Target(
                "dollars",
                Query.increase(TaskFamilies.INTERRUPTED_COST, GRAFANA_RANGE, agents())
                    .by(CAUSE)
                    .sum()),
            new Target(
                "tokens",
                Query.increase(TaskFamilies.INTERRUPTED_TOKENS, GRAFANA_RANGE, agents())
                    .by(CAUSE)
                    .sum()),
            new Target(
                "time",
                Query.increase(TaskFamilies.INTERRUPTED_TIME, GRAFANA_RANGE, agents())
                    .by(CAUSE)
                    .sum())),
        Table.of(
            "Alerts",
            "What is firing about it.",
            new Target(
                "alerts",
                Query.of(
                        ForeignFamilies.ALERTS,
                        tenants(chosen(AGENT), Matcher.equal(ALERTSTATE, "firing")))
                    .by(ALERTNAME, SEVERITY)
                    .count())),
        Table.of(
            "Messages that wait for it",
            "By the consumers that carry its name.",
            new Target(
                "not given", Query.of(BusFamilies.PENDING, agents()).by(STREAM, CONSUMER).max())));
  }

  private static Row spend() {
    return Row.of(
        "What it costs",
        TimeSeries.areas(
            "Tokens per second by class",
            "The classes are disjoint; each has its own price.",
            Query.rate(SpendFamilies.TOKENS_CONSUMED, GRAFANA_RATE, agents()).by(CLASS).sum()),
        TimeSeries.areas(
            "What its dollars were for",
            "Per hour, once it is decided: what was of use, and what was lost, repeated or idle.",
            Query.rate(SpendFamilies.SETTLED_COST, GRAFANA_RATE, agents()).by(USE).sum().perHour()),
        Table.of(
            "Budgets in dollars",
            "Those that it has of its own.",
            new Target(
                "spent", Query.of(BudgetFamilies.SPENT_COST, agents()).by(BUDGET, PERIOD).max()),
            new Target(
                "limit", Query.of(BudgetFamilies.LIMIT_COST, agents()).by(BUDGET, PERIOD).max()),
            new Target(
                "forecast",
                Query.of(BudgetFamilies.FORECAST_COST, agents()).by(BUDGET, PERIOD).max()),
            new Target(
                "exhausted at",
                Query.of(BudgetFamilies.EXHAUSTED, agents()).by(BUDGET, PERIOD).min())),
        TimeSeries.areas(
            "Its share of the cluster per hour",
            "What its pods and volumes cost, by resource.",
            Query.of(InfrastructureFamilies.COST_PER_HOUR, agents()).by(RESOURCE).sum()));
  }

  private static Row pods() {
    return Row.of(
        "What it runs in",
        Table.of(
            "Pods",
            "Where they run, and what made them.",
            new Target(
                "restarts",
                Query.of(PodFamilies.INFO, agents())
                    .by(NAMESPACE, POD, NODE, OWNER_KIND, OWNER, QOS_CLASS)
                    .max()
                    .times(
                        Query.increase(PodFamilies.CONTAINER_RESTARTS, GRAFANA_RANGE, agents())
                            .by(NAMESPACE, POD)
                            .sum(),
                        Matching.manyToOne(NAMESPACE, POD)))),
        Table.of(
            "How containers last ended",
            "In Kubernetes' word, and by what their status proves.",
            new Target(
                "containers",
                Query.of(PodFamilies.LAST_TERMINATION, agents())
                    .by(POD, CONTAINER, REASON, END)
                    .count())),
        Table.of(
            "Volumes",
            "What is written on them; empty while no pod mounts them.",
            new Target(
                "used",
                Query.of(VolumeFamilies.USED, agents())
                    .by(CLAIM)
                    .max()
                    .dividedBy(
                        Query.of(VolumeFamilies.CAPACITY, agents()).by(CLAIM).max(),
                        Matching.on(CLAIM))),
            new Target("size", Query.of(VolumeFamilies.SIZE, agents()).by(CLAIM).max()),
            new Target(
                "full in", Query.of(VolumeFamilies.TIME_TO_FULL, agents()).by(CLAIM).min())));
  }
}
