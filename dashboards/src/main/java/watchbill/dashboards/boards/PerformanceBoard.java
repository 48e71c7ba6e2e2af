package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.agents;
import static watchbill.dashboards.Chosen.roles;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.CLASS;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.MODEL;
import static watchbill.metrics.catalogue.Label.OUTCOME;
import static watchbill.metrics.catalogue.Label.PHASE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TASK_KIND;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.TIER;
import static watchbill.metrics.promql.Windows.GRAFANA_RANGE;
import static watchbill.metrics.promql.Windows.GRAFANA_RATE;

import java.util.List;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Chosen;
import watchbill.dashboards.Panel.Table;
import watchbill.dashboards.Panel.TimeSeries;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.TaskFamilies;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.promql.Distribution;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// How well agents work: sessions, how long tasks take, tokens, and how calls and tasks end.
final class PerformanceBoard {
  private static final int LONGEST = 10;

  /// The board.
  static final Board BOARD =
      new Board(
          BoardName.PERFORMANCE,
          "How well agents work: their sessions, how long their tasks take, the tokens that they"
              + " consume, and how their tool calls and tasks end.",
          Chosen.agentVariables(),
          Marks.FLEET,
          List.of(sessions(), latency(), tokens(), outcomes(), trouble()));

  private PerformanceBoard() {}

  private static Row sessions() {
    return Row.of(
        "Sessions",
        TimeSeries.lines(
            "Active sessions",
            "Of the agents that have most of them, by their own heartbeats.",
            Query.of(ActivityFamilies.ACTIVE_SESSIONS, agents())
                .by(TENANT, AGENT)
                .max()
                .top(LONGEST)),
        TimeSeries.lines(
            "Requests that wait",
            "Of the agents for which most wait, by their own heartbeats.",
            Query.of(ActivityFamilies.REQUEST_QUEUE_DEPTH, agents())
                .by(TENANT, AGENT)
                .max()
                .top(LONGEST)));
  }

  private static Row latency() {
    return Row.of(
        "How long things take",
        TimeSeries.lines(
            "Task duration",
            "From start to end, of tasks of all agents of the chosen roles: so long took at most"
                + " half, 90 % and 99 % of them.",
            new Target("p50", durations().by().quantile(0.5)),
            new Target("p90", durations().by().quantile(0.9)),
            new Target("p99", durations().by().quantile(0.99))),
        TimeSeries.lines(
            "Task duration by kind",
            "So long took at most 90 % of the tasks of each kind.",
            durations().by(TASK_KIND).quantile(0.9)),
        TimeSeries.lines(
            "Back to work after an interruption",
            "So long took at most 90 % of the ways back, up to each step.",
            Distribution.of(TaskFamilies.RECOVERY, GRAFANA_RATE, roles()).by(PHASE).quantile(0.9)),
        Table.of(
            "Kinds of tasks",
            "Tasks that ended in the time range, how long they took on average, and what they cost.",
            new Target("tasks", rangeDurations().by(TASK_KIND).count()),
            new Target("mean duration", rangeDurations().by(TASK_KIND).mean()),
            new Target(
                "mean cost",
                Distribution.of(SpendFamilies.TASK_COST, GRAFANA_RANGE, roles())
                    .by(TASK_KIND)
                    .mean()),
            new Target(
                "after their deadline",
                Query.increase(TaskFamilies.MISSED_DEADLINES, GRAFANA_RANGE, agents())
                    .by(TASK_KIND)
                    .sum())));
  }

  private static Distribution<SpendFamilies.TaskLabels> durations() {
    return Distribution.of(TaskFamilies.TASK_DURATION, GRAFANA_RATE, roles());
  }

  private static Distribution<SpendFamilies.TaskLabels> rangeDurations() {
    return Distribution.of(TaskFamilies.TASK_DURATION, GRAFANA_RANGE, roles());
  }

  private static Row tokens() {
    return Row.of(
        "Tokens",
        TimeSeries.areas(
            "Tokens per second by class",
            "The classes are disjoint; each has its own price.",
            Query.rate(SpendFamilies.TOKENS_CONSUMED, GRAFANA_RATE, agents()).by(CLASS).sum()),
        TimeSeries.areas(
            "Tokens per second by model",
            "Of all classes.",
            Query.rate(SpendFamilies.TOKENS_CONSUMED, GRAFANA_RATE, agents()).by(MODEL).sum()),
        TimeSeries.lines(
            "Prompts from the cache",
            "Which part of all prompt tokens came from the provider's cache, by model.",
            Query.rate(
                    SpendFamilies.TOKENS_CONSUMED,
                    GRAFANA_RATE,
                    agents(Matcher.equal(CLASS, "cache_read")))
                .by(MODEL)
                .sum()
                .dividedBy(
                    Query.rate(
                            SpendFamilies.TOKENS_CONSUMED,
                            GRAFANA_RATE,
                            agents(Matcher.notEqual(CLASS, "output")))
                        .by(MODEL)
                        .sum(),
                    Matching.on(MODEL))),
        TimeSeries.lines(
            "Tokens per session",
            "Of sessions that ended: so many consumed at most half and 90 % of them, by role.",
            new Target("p50", sessionTokens().by(ROLE).quantile(0.5)),
            new Target("p90", sessionTokens().by(ROLE).quantile(0.9))));
  }

  private static Distribution<SpendFamilies.RoleLabels> sessionTokens() {
    return Distribution.of(SpendFamilies.SESSION_TOKENS, GRAFANA_RATE, roles());
  }

  private static Row outcomes() {
    return Row.of(
        "How calls and tasks end",
        TimeSeries.lines(
            "Tool calls that succeed",
            "Which part of the tool calls that ended were successful, by role.",
            Query.rate(
                    ActivityFamilies.TOOL_CALLS, GRAFANA_RATE, agents(Matcher.equal(OUTCOME, "ok")))
                .by(ROLE)
                .sum()
                .dividedBy(
                    Query.rate(ActivityFamilies.TOOL_CALLS, GRAFANA_RATE, agents()).by(ROLE).sum(),
                    Matching.on(ROLE))),
        TimeSeries.areas(
            "Tool calls per second",
            "Tool calls that ended, by outcome.",
            Query.rate(ActivityFamilies.TOOL_CALLS, GRAFANA_RATE, agents()).by(OUTCOME).sum()),
        TimeSeries.lines(
            "Tasks that are completed",
            "Which part of the tasks that ended were completed, by role.",
            Query.rate(
                    ActivityFamilies.TASKS,
                    GRAFANA_RATE,
                    agents(Matcher.equal(OUTCOME, "completed")))
                .by(ROLE)
                .sum()
                .dividedBy(
                    Query.rate(ActivityFamilies.TASKS, GRAFANA_RATE, agents()).by(ROLE).sum(),
                    Matching.on(ROLE))),
        TimeSeries.areas(
            "Tasks per hour",
            "Tasks that ended, by outcome.",
            Query.rate(ActivityFamilies.TASKS, GRAFANA_RATE, agents())
                .by(OUTCOME)
                .sum()
                .perHour()));
  }

  private static Row trouble() {
    return Row.of(
        "What gets in the way",
        TimeSeries.lines(
            "Missed deadlines per hour",
            "Tasks that went on after their deadline, by kind.",
            Query.rate(TaskFamilies.MISSED_DEADLINES, GRAFANA_RATE, agents())
                .by(TASK_KIND)
                .sum()
                .perHour()),
        TimeSeries.lines(
            "Interrupted tasks per hour",
            "By cause.",
            Query.rate(TaskFamilies.INTERRUPTED_TASKS, GRAFANA_RATE, agents())
                .by(CAUSE)
                .sum()
                .perHour()),
        TimeSeries.lines(
            "Loops per hour",
            "How often agents began to go round in circles, by the rule that saw it.",
            Query.rate(VerdictFamilies.LOOPS, GRAFANA_RATE, agents()).by(KIND).sum().perHour()),
        TimeSeries.lines(
            "Tasks done again per hour",
            "Tasks that had been completed before, and tasks that another agent had begun.",
            new Target(
                "completed before",
                Query.rate(TaskFamilies.DUPLICATE_EXECUTIONS, GRAFANA_RATE, agents())
                    .by()
                    .sum()
                    .perHour()),
            new Target(
                "begun by another",
                Query.rate(TaskFamilies.BOUNCED_TASKS, GRAFANA_RATE, agents())
                    .by()
                    .sum()
                    .perHour())),
        Table.of(
            "Waiting for humans",
            "Agents that wait for somebody's answer now, and since when.",
            new Target(
                "waits for",
                Query.age(VerdictFamilies.HUMAN_WAIT_STARTED, agents()).by(TENANT, AGENT).max()),
            new Target(
                "since",
                Query.of(VerdictFamilies.HUMAN_WAIT_STARTED, agents()).by(TENANT, AGENT).min())),
        TimeSeries.lines(
            "Contexts made smaller per hour",
            "By the memory governors of agents, by tier.",
            Query.rate(TaskFamilies.CONTEXT_REDUCTIONS, GRAFANA_RATE, agents())
                .by(TIER)
                .sum()
                .perHour()));
  }
}
