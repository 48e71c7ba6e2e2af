package watchbill.core.rules;

import watchbill.core.ClusterFact;
import watchbill.core.ClusterFact.OomKill;
import watchbill.core.InterruptCause;
import watchbill.core.RecoveryPhase;
import watchbill.core.port.SignalSink;

/// What each fact of the cluster changes in an agent's state. The agent's time has come to the fact
/// before. A fact that is told again changes nothing.
final class FactRules {
  private final CrashLoop loops;

  FactRules(Thresholds thresholds) {
    loops = new CrashLoop(thresholds);
  }

  void apply(AgentState state, ClusterFact fact, SignalSink out) {
    switch (fact) {
      case ClusterFact.ContainerEnded ended -> ended(state, ended, out);
      case ClusterFact.CrashLooping looping ->
          loops.hold(state.container(looping.pod(), looping.container()), state.nowMillis);
      case ClusterFact.PodReady ready -> {
        release(state, ready.pod());
        state.recovery.ready(state, ready.atMillis(), out);
      }
      case ClusterFact.PodGone gone -> {
        release(state, gone.pod());
        state.interruptions.gone(state, gone.atMillis(), out);
      }
      case ClusterFact.PodScheduled scheduled ->
          state.recovery.reached(state, RecoveryPhase.SCHEDULED, scheduled.atMillis(), out);
      case ClusterFact.PodLost lost -> state.interruptions.losing(causeOf(lost.how()));
      case ClusterFact.PodStarted _, ClusterFact.PodUnready _, ClusterFact.PodBlocked _ -> {}
    }
    state.pods.learn(fact, state.nowMillis);
  }

  /// The containers of the pod are not held back any more.
  private static void release(AgentState state, String pod) {
    for (ContainerEnds ends : state.containers) {
      if (ends.pod.equals(pod)) {
        ends.heldBackSinceMillis = 0;
      }
    }
  }

  private static InterruptCause causeOf(ClusterFact.PodLoss loss) {
    return switch (loss) {
      case EVICTED -> InterruptCause.EVICTED;
      case PREEMPTED -> InterruptCause.PREEMPTED;
      case NODE_LOST -> InterruptCause.NODE_LOST;
    };
  }

  private void ended(AgentState state, ClusterFact.ContainerEnded ended, SignalSink out) {
    ContainerEnds ends = state.container(ended.pod(), ended.container());
    if (ended.atMillis() <= ends.endedAtMillis) {
      return;
    }
    ends.endedAtMillis = ended.atMillis();
    InterruptCause cause = Interruptions.causeOf(ended.reason());
    state.interruptions.broken(state, cause, ended.atMillis(), out);
    if (ended.memory() == OomKill.MAIN) {
      state.governor.killed(state.key, state.nowMillis, out);
    }
    switch (ended.reason()) {
      case COMPLETED -> {}
      case OOM_KILLED, ERROR -> {
        ends.memory = ended.memory();
        loops.fail(ends, state.nowMillis);
        state.restarts();
      }
    }
  }
}
