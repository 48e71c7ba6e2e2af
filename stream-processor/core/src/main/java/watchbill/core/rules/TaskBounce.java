package watchbill.core.rules;

import org.jspecify.annotations.Nullable;
import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// A task of the agent went from agent to agent, each of which began it and did not end it
/// ([Handovers]). It is over when the task ends or moves on, when the next agent takes it, or when
/// nobody has taken it for as long as the window.
///
/// Source: the consumers of the field give a message up after three to five deliveries (agent.ceo's
/// posts on NATS), since a task that several agents could not end is bad itself.
final class TaskBounce implements Rule {
  private final int limit;

  TaskBounce(Thresholds thresholds) {
    limit = thresholds.tasks().bounces();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.BOUNCE;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    return from(accused(state), limit - 1);
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    return from(accused(state), limit);
  }

  @Override
  public long speaksUntil(AgentState state) {
    OpenTask accused = accused(state);
    return accused == null ? NEVER : accused.bouncedAtMillis + Handovers.WINDOW_MILLIS;
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.TASK_BOUNCE;
  }

  @Override
  public String evidence(AgentState state) {
    OpenTask accused = accused(state);
    return accused == null
        ? ""
        : "task %s handed from agent to agent %d times within an hour, last at %s"
            .formatted(accused.name, accused.bounces, Phrases.time(accused.bouncedAtMillis));
  }

  private static long from(@Nullable OpenTask accused, int hands) {
    return accused == null || accused.bounces < hands ? NEVER : accused.bouncedAtMillis;
  }

  /// The task that was handed over most often, and is not over; null when none was.
  private static @Nullable OpenTask accused(AgentState state) {
    if (!state.deliveries.hasBounced()) {
      return null;
    }
    OpenTask most = null;
    for (OpenTask task : state.tasks) {
      if (task.bounces > (most == null ? 0 : most.bounces)
          && task.bouncedAtMillis + Handovers.WINDOW_MILLIS > state.nowMillis) {
        most = task;
      }
    }
    return most;
  }
}
