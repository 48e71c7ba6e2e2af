package watchbill.core.rules;

import watchbill.core.StuckCause;

/// What an agent's silence comes from: what the cluster does to its pod, or a container of it that
/// failed since it last stirred, or else what it was doing.
final class Silence {
  private Silence() {}

  static StuckCause cause(AgentState state, StuckCause otherwise) {
    PodTrouble trouble = state.pods.trouble(state.nowMillis);
    if (trouble != null) {
      return trouble.cause();
    }
    ContainerEnds failed = state.failedSinceItStirred();
    return failed == null ? otherwise : failed.cause();
  }
}
