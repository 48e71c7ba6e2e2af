package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// The cluster does not let the agent's pod run, or took it away, and the agent is not heard.
///
/// An agent that has work is stuck by it. One that has none lacks nothing when its pod is taken
/// away: agents are scaled down. When its pod is there and has never been ready, it is suspect, and
/// stuck only after three times as long, and only if it was ever heard: what was not may be no
/// agent at all, or one that waits for a machine that is being bought.
///
/// Source: five minutes of waiting for a node are what a cluster's autoscaler needs at most without
/// GPUs (https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md).
final class BlockedPod implements Rule {
  private static final int WITHOUT_WORK = 3;

  private final long limitMillis;

  BlockedPod(Thresholds thresholds) {
    limitMillis = thresholds.podBlocked().toMillis();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.POD_BLOCKED;
  }

  @Override
  public long suspectsFrom(AgentState state, Outages outages) {
    PodTrouble trouble = state.pods.trouble(state.nowMillis);
    if (trouble == null || (!state.hasWork() && (trouble.lost() || !trouble.neverReady()))) {
      return NEVER;
    }
    return outages.after(quietSince(state, trouble), limitMillis);
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    PodTrouble trouble = state.pods.trouble(state.nowMillis);
    if (trouble == null || state.hasWork()) {
      return suspectsFrom(state, outages);
    }
    return trouble.lost() || !trouble.neverReady() || !state.pods.hasSpoken()
        ? NEVER
        : outages.after(quietSince(state, trouble), WITHOUT_WORK * limitMillis);
  }

  @Override
  public long speaksUntil(AgentState state) {
    PodTrouble trouble = state.pods.trouble(state.nowMillis);
    return trouble == null ? NEVER : trouble.untilMillis();
  }

  @Override
  public StuckCause cause(AgentState state) {
    return Silence.cause(state, StuckCause.NO_TOOL_CALL);
  }

  @Override
  public String evidence(AgentState state) {
    PodTrouble trouble = state.pods.trouble(state.nowMillis);
    return trouble == null ? "" : trouble.text();
  }

  private static long quietSince(AgentState state, PodTrouble trouble) {
    return Math.max(trouble.sinceMillis(), state.pods.heardMillis());
  }
}
