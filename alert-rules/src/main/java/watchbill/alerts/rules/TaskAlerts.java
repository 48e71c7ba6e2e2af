package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.OUTCOME;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.TaskFamilies.DUPLICATE_EXECUTIONS;
import static watchbill.metrics.catalogue.TaskFamilies.INTERRUPTED_TASKS;
import static watchbill.metrics.catalogue.TaskFamilies.RECOVERY;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.ActivityFamilies.CauseLabels;
import watchbill.metrics.catalogue.ActivityFamilies.OutcomeLabels;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.TaskFamilies.PhaseLabels;
import watchbill.metrics.promql.Distribution;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Recorded;
import watchbill.metrics.promql.Windows;

/// Alerts about what becomes of tasks, for all agents of a role together: an agent may live for one
/// task only.
public final class TaskAlerts {
  private static final Map<String, String> CODERS = Map.of("tenant", "acme", "role", "coder");

  static final Recorded<OutcomeLabels> ENDED =
      new Recorded<>(
          "tenant_role:agent_tasks:sum",
          Query.total(ActivityFamilies.TASKS).by(TENANT, ROLE).sumOnce());

  static final Recorded<OutcomeLabels> FAILED =
      new Recorded<>(
          "tenant_role:agent_failed_tasks:sum",
          Query.total(ActivityFamilies.TASKS, Matcher.equal(OUTCOME, "failed"))
              .by(TENANT, ROLE)
              .sumOnce());

  /// What somebody stopped was meant to stop.
  static final Recorded<CauseLabels> INTERRUPTED =
      new Recorded<>(
          "tenant_role_cause:agent_interrupted_tasks:sum",
          Query.total(INTERRUPTED_TASKS, Matcher.notEqual(CAUSE, "stopped"))
              .by(TENANT, ROLE, CAUSE)
              .sumOnce());

  static final Recorded<AgentLabels> DONE_AGAIN =
      new Recorded<>(
          "tenant_role:agent_duplicate_executions:sum",
          Query.total(DUPLICATE_EXECUTIONS).by(TENANT, ROLE).sumOnce());

  static final Recorded<PhaseLabels> RECOVERY_TIME =
      new Recorded<>(
          "tenant_role:agent_recovery_seconds:sum", resumed().sum().by(TENANT, ROLE).sumOnce());

  static final Recorded<PhaseLabels> RECOVERIES =
      new Recorded<>(
          "tenant_role:agent_recoveries:sum", resumed().count().by(TENANT, ROLE).sumOnce());

  /// Nearly every task of a role fails. Nobody is stuck meanwhile: the agents work through what
  /// waits, and spoil it.
  public static final Alert<OutcomeLabels> FAILING =
      new Alert<>(
          "AgentTasksFailing",
          Query.growth(FAILED, Windows.QUARTER)
              .dividedBy(Query.growth(ENDED, Windows.QUARTER), Matching.on(TENANT, ROLE))
              .above(0.9)
              .and(Query.growth(FAILED, Windows.QUARTER).atLeast(10), Matching.on(TENANT, ROLE)),
          Duration.ofMinutes(5),
          Severity.PAGE,
          Owner.TENANT,
          View.PERFORMANCE,
          "More than nine in ten tasks of role {{ $labels.role }} of {{ $labels.tenant }} have"
              + " failed in the last 15 minutes.",
          List.of(
              Example.when("a credential expires, and is renewed")
                  .with(ActivityFamilies.TASKS, ended("completed"), "0+1x10 10x30 10+1x30")
                  .with(ActivityFamilies.TASKS, ended("failed"), "0x10 0+1x30 30x30")
                  .quietAt(28)
                  .firesAt(29, CODERS)
                  .firesAt(43, CODERS)
                  .quietAt(44),
              Example.when("ten tasks fail and no other ends, each of an agent of its own")
                  .with(ActivityFamilies.TASKS, ended("coder-0", "failed"), "1x60")
                  .with(ActivityFamilies.TASKS, ended("coder-1", "failed"), "_x10 10x60")
                  .with(ActivityFamilies.TASKS, ended("coder-1", "completed"), "_x10 0x60")
                  .quietAt(14)
                  .firesAt(15, CODERS)
                  .firesAt(24, CODERS)
                  .quietAt(25),
              Example.when("nine tasks fail and no other ends")
                  .with(ActivityFamilies.TASKS, ended("failed"), "0x9 9x60")
                  .quietAt(20),
              Example.when("a task fails every other minute")
                  .with(ActivityFamilies.TASKS, ended("failed"), "0+0.5x60")
                  .quietAt(60),
              Example.when("nine in ten tasks fail, day after day")
                  .with(ActivityFamilies.TASKS, ended("completed"), "0+1x60")
                  .with(ActivityFamilies.TASKS, ended("failed"), "0+9x60")
                  .quietAt(60)));

  /// Tasks are interrupted by the same cause, and not once in a while: at least three in an hour
  /// and one for ten that ended.
  public static final Alert<CauseLabels> TASKS_INTERRUPTED =
      new Alert<>(
          "AgentTasksInterrupted",
          Query.growth(INTERRUPTED, Windows.HOUR)
              .atLeast(3)
              .unless(
                  Query.growth(INTERRUPTED, Windows.HOUR)
                      .below(
                          Query.growth(ENDED, Windows.HOUR).scaled(0.1),
                          Matching.manyToOne(TENANT, ROLE)),
                  Matching.on(TENANT, ROLE, CAUSE)),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.PERFORMANCE,
          "Three or more tasks of role {{ $labels.role }} of {{ $labels.tenant }} were interrupted"
              + " within an hour: {{ $labels.cause }}.",
          List.of(
              Example.when("spot machines are taken away, three within an hour")
                  .with(INTERRUPTED_TASKS, byCause("coder-0", "preempted"), "1x200")
                  .with(INTERRUPTED_TASKS, byCause("coder-1", "preempted"), "_x10 1x50 2x150")
                  .with(INTERRUPTED_TASKS, byCause("coder-2", "preempted"), "_x65 1x150")
                  .with(ActivityFamilies.TASKS, ended("completed"), "0x9 30x200")
                  .quietAt(64)
                  .firesAt(65, Map.of("tenant", "acme", "role", "coder", "cause", "preempted"))
                  .firesAt(69, Map.of("tenant", "acme", "role", "coder", "cause", "preempted"))
                  .quietAt(70),
              Example.when("two in an hour, hour after hour")
                  .with(
                      INTERRUPTED_TASKS,
                      byCause("coder-0", "preempted"),
                      "0x29 1x29 2x29 3x29 4x29")
                  .with(ActivityFamilies.TASKS, ended("completed"), "0x200")
                  .quietAt(59)
                  .quietAt(89)
                  .quietAt(119),
              Example.when("three of more than thirty tasks, hour after hour")
                  .with(INTERRUPTED_TASKS, byCause("coder-0", "evicted"), "0x9 3x89 6x100")
                  .with(ActivityFamilies.TASKS, ended("completed"), "0x9 31x89 62x100")
                  .quietAt(10)
                  .quietAt(40)
                  .quietAt(100),
              Example.when("three of more than thirty tasks, most of which ended before")
                  .with(INTERRUPTED_TASKS, byCause("coder-0", "evicted"), "0x50 3x100")
                  .with(ActivityFamilies.TASKS, ended("completed"), "0x9 31x100")
                  .quietAt(51)
                  .quietAt(69)
                  .firesAt(70, Map.of("tenant", "acme", "role", "coder", "cause", "evicted")),
              Example.when("no task ended yet")
                  .with(INTERRUPTED_TASKS, byCause("coder-0", "oom_killed"), "0x9 3x100")
                  .firesAt(10, Map.of("tenant", "acme", "role", "coder", "cause", "oom_killed"))
                  .quietAt(70),
              Example.when("somebody stops tasks")
                  .with(INTERRUPTED_TASKS, byCause("coder-0", "stopped"), "0x9 20x100")
                  .quietAt(10)));

  /// A task was completed twice: paid twice, and what it did to the world was done twice.
  public static final Alert<AgentLabels> DONE_TWICE =
      new Alert<>(
          "AgentTasksDoneTwice",
          Query.growth(DONE_AGAIN, Windows.HOUR).atLeast(1),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.PERFORMANCE,
          "Tasks of role {{ $labels.role }} of {{ $labels.tenant }} were completed twice.",
          List.of(
              Example.when("an acknowledgement comes too late")
                  .with(DUPLICATE_EXECUTIONS, agent("coder-0"), "0x100")
                  .with(DUPLICATE_EXECUTIONS, agent("coder-1"), "_x10 1x100")
                  .quietAt(9)
                  .firesAt(10, CODERS)
                  .firesAt(69, CODERS)
                  .quietAt(70),
              Example.when("tasks were done twice long ago")
                  .with(DUPLICATE_EXECUTIONS, agent("coder-0"), "7x100")
                  .quietAt(30)));

  /// After interruptions, agents take long to be back at work.
  public static final Alert<PhaseLabels> RECOVERY_SLOW =
      new Alert<>(
          "AgentRecoverySlow",
          Query.growth(RECOVERY_TIME, Windows.HOUR)
              .dividedBy(Query.growth(RECOVERIES, Windows.HOUR), Matching.on(TENANT, ROLE))
              .above(Duration.ofMinutes(5))
              .and(Query.growth(RECOVERIES, Windows.HOUR).atLeast(3), Matching.on(TENANT, ROLE)),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.PERFORMANCE,
          "Agents of role {{ $labels.role }} of {{ $labels.tenant }} need more than 5 minutes on"
              + " average to be back at work after an interruption.",
          List.of(
              Example.when("three agents need 301 seconds each")
                  .with(RECOVERY, back("resumed"), "0x9 903x100", "0x9 3x100")
                  .quietAt(9)
                  .firesAt(10, CODERS)
                  .firesAt(69, CODERS)
                  .quietAt(70),
              Example.when("they need five minutes, which is what a lost node takes to be given up")
                  .with(RECOVERY, back("resumed"), "0x9 900x100", "0x9 3x100")
                  .with(RECOVERY, back("scheduled"), "0x9 9000x100", "0x200")
                  .quietAt(10)
                  .quietAt(45),
              Example.when("they needed long an hour ago")
                  .with(RECOVERY, back("resumed"), "0x9 9000x69 9900x100", "0x9 3x69 6x100")
                  .quietAt(80),
              Example.when("they need long now, and did not an hour ago")
                  .with(RECOVERY, back("resumed"), "0x9 30x69 933x100", "0x9 3x69 6x100")
                  .quietAt(79)
                  .firesAt(80, CODERS)
                  .quietAt(140),
              Example.when("two agents need an hour each")
                  .with(RECOVERY, back("resumed"), "0x9 7200x100", "0x9 2x100")
                  .with(RECOVERY, back("scheduled"), "0x9 20x100", "0x9 10x100")
                  .quietAt(10),
              Example.when("three agents within two hours")
                  .with(
                      RECOVERY,
                      back("resumed"),
                      "0x9 1000x39 2000x39 3000x100",
                      "0x9 1x39 2x39 3x100")
                  .quietAt(95)));

  static final AlertGroup GROUP =
      new AlertGroup(
          "watchbill-tasks",
          List.of(ENDED, FAILED, INTERRUPTED, DONE_AGAIN, RECOVERY_TIME, RECOVERIES),
          List.of(FAILING, TASKS_INTERRUPTED, DONE_TWICE, RECOVERY_SLOW));

  private TaskAlerts() {}

  private static Distribution<PhaseLabels> resumed() {
    return Distribution.ever(RECOVERY, Matcher.equal(Label.PHASE, "resumed"));
  }

  private static OutcomeLabels ended(String outcome) {
    return ended("coder-0", outcome);
  }

  private static OutcomeLabels ended(String agent, String outcome) {
    return new OutcomeLabels("acme", agent, "coder", outcome);
  }

  private static CauseLabels byCause(String agent, String cause) {
    return new CauseLabels("acme", agent, "coder", cause);
  }

  private static AgentLabels agent(String agent) {
    return new AgentLabels("acme", agent, "coder");
  }

  private static PhaseLabels back(String phase) {
    return new PhaseLabels("acme", "coder", phase);
  }
}
