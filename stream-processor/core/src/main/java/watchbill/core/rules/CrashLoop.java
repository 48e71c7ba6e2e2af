package watchbill.core.rules;

import org.jspecify.annotations.Nullable;
import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// One of the agent's containers fails again and again, or Kubernetes has held it back for as long
/// as the window. It is over when a whole window passes without a failure, or when Kubernetes does
/// not say any more that it holds the container back: its pod may be gone.
final class CrashLoop implements Rule {
  /// After this long without a further start a container is not being held back any more: twice the
  /// kubelet's longest back-off
  /// (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy).
  private static final long TOLD_AGAIN_MILLIS = 600_000;

  private final int limit;
  private final long windowMillis;

  CrashLoop(Thresholds thresholds) {
    limit = thresholds.crashes();
    windowMillis = thresholds.crashWindow().toMillis();
  }

  @Override
  public RuleKind kind() {
    return RuleKind.CRASH_LOOP;
  }

  @Override
  public long holdsFrom(AgentState state, Outages outages) {
    ContainerEnds accused = accused(state);
    return accused == null ? NEVER : from(accused);
  }

  @Override
  public long speaksUntil(AgentState state) {
    ContainerEnds accused = accused(state);
    return accused == null ? NEVER : until(accused);
  }

  @Override
  public StuckCause cause(AgentState state) {
    ContainerEnds accused = accused(state);
    return accused == null ? StuckCause.CRASH_LOOP : accused.cause();
  }

  @Override
  public String evidence(AgentState state) {
    ContainerEnds accused = accused(state);
    return accused == null ? "" : Phrases.failure(accused);
  }

  /// Takes word that Kubernetes holds a container back.
  void hold(ContainerEnds ends, long nowMillis) {
    if (ends.heldBackSinceMillis == 0 || heldBackUntil(ends) <= nowMillis) {
      ends.heldBackSinceMillis = nowMillis;
    }
    ends.heldBackToldMillis = nowMillis;
  }

  /// Takes word that a container failed.
  void fail(ContainerEnds ends, long nowMillis) {
    while (ends.failures.size() >= limit) {
      ends.failures.removeFirst();
    }
    ends.failures.add(nowMillis);
  }

  /// The container for which the rule holds first and is not over, or null.
  private @Nullable ContainerEnds accused(AgentState state) {
    ContainerEnds first = null;
    for (ContainerEnds ends : state.containers) {
      long from = from(ends);
      if (from != NEVER && until(ends) > state.nowMillis && (first == null || from < from(first))) {
        first = ends;
      }
    }
    return first;
  }

  private long from(ContainerEnds ends) {
    boolean failing =
        ends.failures.size() >= limit
            && ends.failures.getLast() - ends.failures.getFirst() <= windowMillis;
    long heldBack = ends.heldBackSinceMillis == 0 ? NEVER : ends.heldBackSinceMillis + windowMillis;
    return failing ? Math.min(ends.failures.getLast(), heldBack) : heldBack;
  }

  private long until(ContainerEnds ends) {
    long calm = ends.failures.isEmpty() ? 0 : ends.failures.getLast() + windowMillis;
    return ends.heldBackSinceMillis == 0 ? calm : Math.max(calm, heldBackUntil(ends));
  }

  private long heldBackUntil(ContainerEnds ends) {
    return ends.heldBackToldMillis + Math.max(windowMillis, TOLD_AGAIN_MILLIS);
  }
}
