package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.PHASE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TASK_KIND;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.TIER;
import static watchbill.metrics.catalogue.Unit.NONE;
import static watchbill.metrics.catalogue.Unit.SECONDS;

import java.util.List;
import watchbill.metrics.catalogue.ActivityFamilies.CauseLabels;
import watchbill.metrics.catalogue.SpendFamilies.TaskLabels;

/// What becomes of agents' tasks: how long they take, what interrupts them, and what is lost.
public final class TaskFamilies {
  private static final String LOSSES =
      "the agent's events and pods; what was done since the last agent.checkpoint.saved is lost";
  private static final String TASK_EVENTS = "agent.task.started and agent.task.finished";

  /// How long tasks took.
  public static final Histogram<TaskLabels> TASK_DURATION =
      Histogram.ours(
          "agent_task_duration_seconds",
          SECONDS,
          TaskLabels.LABELS,
          "How long an ended task took, by kind.",
          TASK_EVENTS,
          0x1p0,
          0x1p2,
          0x1p4,
          0x1p6,
          0x1p8,
          0x1p10,
          0x1p12,
          0x1p14,
          0x1p16);

  /// Tasks that went on after their deadline.
  public static final Counter<KindLabels> MISSED_DEADLINES =
      Counter.ours(
          "agent_missed_deadlines_total",
          NONE,
          KindLabels.LABELS,
          "Tasks that went on after their deadline, by kind.",
          "agent.task.started: deadline");

  /// Tasks that were interrupted.
  public static final Counter<CauseLabels> INTERRUPTED_TASKS =
      Counter.ours(
          "agent_interrupted_tasks_total",
          NONE,
          CauseLabels.LABELS,
          "Tasks that were interrupted, by cause.",
          "agent.task.finished, pod status and the cluster's events");

  /// Tokens lost with them.
  public static final Counter<CauseLabels> INTERRUPTED_TOKENS =
      Counter.ours(
          "agent_interrupted_tokens_total",
          Unit.TOKENS,
          CauseLabels.LABELS,
          "Tokens of all classes that were lost with interrupted tasks.",
          LOSSES);

  /// Dollars lost with them.
  public static final Counter<CauseLabels> INTERRUPTED_COST =
      Counter.ours(
          "agent_interrupted_cost_usd_total",
          Unit.USD,
          CauseLabels.LABELS,
          "What the tokens cost that were lost with interrupted tasks.",
          LOSSES);

  /// Time lost with them.
  public static final Counter<CauseLabels> INTERRUPTED_TIME =
      Counter.ours(
          "agent_interrupted_seconds_total",
          SECONDS,
          CauseLabels.LABELS,
          "How long the agent had worked on what was lost with interrupted tasks.",
          LOSSES);

  /// How long it took to be back at work.
  public static final Histogram<PhaseLabels> RECOVERY =
      Histogram.ours(
          "agent_recovery_seconds",
          SECONDS,
          PhaseLabels.LABELS,
          "Time from an interruption to each step of the way back to work.",
          "pod status, agent.checkpoint.restored and the agent's first work",
          0x1p0,
          0x1p1,
          0x1p2,
          0x1p3,
          0x1p4,
          0x1p5,
          0x1p6,
          0x1p7,
          0x1p8,
          0x1p9,
          0x1p10,
          0x1p12);

  /// How often a context was made smaller.
  public static final Counter<TierLabels> CONTEXT_REDUCTIONS =
      Counter.ours(
          "agent_context_reductions_total",
          NONE,
          TierLabels.LABELS,
          "How often the agent's memory governor has made its context smaller, by tier.",
          "agent.context.compacted, .cleared and .archived");

  /// Kills that came before the governor had done all that it can.
  public static final Counter<AgentLabels> GOVERNOR_MISSED_KILLS =
      Counter.ours(
          "agent_governor_missed_kills_total",
          NONE,
          AgentLabels.LABELS,
          "Kills for memory before the agent's governor had reached its last tier.",
          "pod status and agent.context.archived");

  /// Tasks that came from another agent unfinished.
  public static final Counter<AgentLabels> BOUNCED_TASKS =
      Counter.ours(
          "agent_bounced_tasks_total",
          NONE,
          AgentLabels.LABELS,
          "Tasks that the agent took on and that another agent had begun and not ended.",
          TASK_EVENTS);

  /// Tasks that were completed before.
  public static final Counter<AgentLabels> DUPLICATE_EXECUTIONS =
      Counter.ours(
          "agent_duplicate_executions_total",
          NONE,
          AgentLabels.LABELS,
          "Tasks that the agent completed and that had been completed before.",
          TASK_EVENTS);

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          TASK_DURATION,
          MISSED_DEADLINES,
          INTERRUPTED_TASKS,
          INTERRUPTED_TOKENS,
          INTERRUPTED_COST,
          INTERRUPTED_TIME,
          RECOVERY,
          CONTEXT_REDUCTIONS,
          GOVERNOR_MISSED_KILLS,
          BOUNCED_TASKS,
          DUPLICATE_EXECUTIONS);

  private TaskFamilies() {}

  /// An agent and a kind of its tasks.
  public record KindLabels(String tenant, String agent, String role, String taskKind)
      implements LabelSet, Has.Identity, Has.TaskKind {
    static final Labels<KindLabels> LABELS =
        Labels.of(KindLabels.class, TENANT, AGENT, ROLE, TASK_KIND);
  }

  /// An agent and a tier of its memory governor.
  public record TierLabels(String tenant, String agent, String role, String tier)
      implements LabelSet, Has.Identity, Has.Tier {
    static final Labels<TierLabels> LABELS = Labels.of(TierLabels.class, TENANT, AGENT, ROLE, TIER);
  }

  /// All agents of a tenant that have one role, and a step on their way back to work.
  public record PhaseLabels(String tenant, String role, String phase)
      implements LabelSet, Has.Tenant, Has.Role, Has.Phase {
    static final Labels<PhaseLabels> LABELS = Labels.of(PhaseLabels.class, TENANT, ROLE, PHASE);
  }
}
