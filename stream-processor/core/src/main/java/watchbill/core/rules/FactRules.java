package watchbill.core.rules;

import watchbill.core.ClusterFact;
import watchbill.core.InterruptCause;
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
        for (ContainerEnds ends : state.containers) {
          if (ends.pod.equals(ready.pod())) {
            ends.heldBackSinceMillis = 0;
          }
        }
        state.recovery.ready(state, ready.atMillis(), out);
      }
    }
  }

  private void ended(AgentState state, ClusterFact.ContainerEnded ended, SignalSink out) {
    ContainerEnds ends = state.container(ended.pod(), ended.container());
    if (ended.atMillis() <= ends.endedAtMillis) {
      return;
    }
    ends.endedAtMillis = ended.atMillis();
    InterruptCause cause = Interruptions.causeOf(ended.reason());
    state.interruptions.broken(state, cause, ended.atMillis(), out);
    switch (ended.reason()) {
      case COMPLETED -> {}
      case OOM_KILLED -> failed(state, ends, true);
      case ERROR -> failed(state, ends, false);
    }
  }

  private void failed(AgentState state, ContainerEnds ends, boolean outOfMemory) {
    ends.outOfMemory = outOfMemory;
    loops.fail(ends, state.nowMillis);
    state.restarts();
  }
}
