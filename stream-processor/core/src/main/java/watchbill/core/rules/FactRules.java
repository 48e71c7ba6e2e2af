package watchbill.core.rules;

import watchbill.core.ClusterFact;

/// What each fact of the cluster changes in an agent's state. The agent's time has come to the fact
/// before. A fact that is told again changes nothing.
final class FactRules {
  private final CrashLoop loops;

  FactRules(Thresholds thresholds) {
    loops = new CrashLoop(thresholds);
  }

  void apply(AgentState state, ClusterFact fact) {
    switch (fact) {
      case ClusterFact.ContainerEnded ended -> ended(state, ended);
      case ClusterFact.CrashLooping looping ->
          loops.hold(state.container(looping.pod(), looping.container()), state.nowMillis);
      case ClusterFact.PodReady ready -> {
        for (ContainerEnds ends : state.containers) {
          if (ends.pod.equals(ready.pod())) {
            ends.heldBackSinceMillis = 0;
          }
        }
      }
    }
  }

  private void ended(AgentState state, ClusterFact.ContainerEnded ended) {
    ContainerEnds ends = state.container(ended.pod(), ended.container());
    if (ended.atMillis() <= ends.endedAtMillis) {
      return;
    }
    ends.endedAtMillis = ended.atMillis();
    state.containerEndedMillis = state.nowMillis;
    if (ended.atMillis() <= state.sessionMillis) {
      // The agent is back already: the news came late.
      state.calls.removeIf(call -> call.sinceMillis() < state.sessionMillis);
    }
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
