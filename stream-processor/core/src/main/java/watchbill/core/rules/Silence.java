package watchbill.core.rules;

import watchbill.core.StuckCause;

/// What an agent's silence comes from: a container of it that failed since it last stirred, or else
/// what it was doing.
final class Silence {
  private Silence() {}

  static StuckCause cause(AgentState state, StuckCause otherwise) {
    ContainerEnds failed = state.failedSinceItStirred();
    if (failed == null) {
      return otherwise;
    }
    return failed.outOfMemory ? StuckCause.OOM_KILLED : StuckCause.CRASH_LOOP;
  }

  static String evidence(AgentState state, String silence) {
    ContainerEnds failed = state.failedSinceItStirred();
    return failed == null ? silence : silence + ", " + Phrases.failure(failed);
  }
}
