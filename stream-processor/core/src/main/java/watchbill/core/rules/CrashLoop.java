package watchbill.core.rules;

import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// The agent's containers fail again and again, or Kubernetes has held one back for as long as the
/// window. It is over when a whole window passes without a failure.
final class CrashLoop implements Rule {
  private final int limit;
  private final long windowMillis;

  CrashLoop(Thresholds thresholds) {
    limit = thresholds.crashes();
    windowMillis = thresholds.crashWindow().toMillis();
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    long failing =
        state.failures.size() >= limit
                && state.failures.getLast() - state.failures.getFirst() <= windowMillis
            ? state.failures.getLast()
            : NEVER;
    long heldBack =
        state.crashLoopSinceMillis == 0 ? NEVER : state.crashLoopSinceMillis + windowMillis;
    return Math.min(failing, heldBack);
  }

  @Override
  public long holdsUntil(AgentState state) {
    return state.crashLoopSinceMillis == 0 ? state.failedAtMillis + windowMillis : NEVER;
  }

  @Override
  public StuckCause cause(AgentState state) {
    return state.outOfMemory ? StuckCause.OOM_KILLED : StuckCause.CRASH_LOOP;
  }

  @Override
  public String evidence(AgentState state) {
    return failure(state);
  }

  /// The last failure of a container, for a person.
  static String failure(AgentState state) {
    return "container %s of pod %s %s at %s"
        .formatted(
            state.failedContainer,
            state.failedPod,
            state.outOfMemory ? "killed for memory" : "failed",
            Evidence.time(state.failedAtMillis));
  }
}
