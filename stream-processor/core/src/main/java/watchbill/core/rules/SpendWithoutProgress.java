package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.money.Distribution;
import watchbill.core.money.PicoUsd;
import watchbill.core.time.Outages;

/// Since the agent last made progress it has spent several times what nearly all of its ended tasks
/// of that kind cost as a whole. It only suspects: a task may be harder than all before it.
///
/// Source: rule R14 of our survey ("p95 cost of the task type / 3x").
final class SpendWithoutProgress implements Rule {
  private static final int ENOUGH_TASKS = 20;
  private static final double NEARLY_ALL = 0.95;

  private final int times;

  SpendWithoutProgress(Thresholds thresholds) {
    times = thresholds.talk().spendTimes();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.SPEND_WITHOUT_PROGRESS;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    if (state.tasks.isEmpty()) {
      return NEVER;
    }
    Distribution costs = costs(state);
    if (costs.count() < ENOUGH_TASKS) {
      return NEVER;
    }
    return spent(state) > times * costs.quantile(NEARLY_ALL) ? state.progressAtMillis : NEVER;
  }

  @Override
  public StuckCause cause(AgentState state) {
    return StuckCause.SPEND_WITHOUT_PROGRESS;
  }

  @Override
  public String evidence(AgentState state) {
    Distribution costs = costs(state);
    return "$%s without progress since %s, where 95 of 100 such tasks cost less than $%s"
        .formatted(
            Phrases.dollars(spent(state)),
            Phrases.time(state.progressAtMillis),
            Phrases.dollars(costs.quantile(NEARLY_ALL)));
  }

  private static double spent(AgentState state) {
    return state.picoUsdSinceProgress / (double) PicoUsd.DOLLAR;
  }

  private static Distribution costs(AgentState state) {
    return state.taskCosts.getOrDefault(state.tasks.getLast().kind, Distribution.NONE);
  }
}
