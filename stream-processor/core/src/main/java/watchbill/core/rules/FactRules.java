package watchbill.core.rules;

import watchbill.core.ClusterFact;

/// What each fact of the cluster changes in an agent's state. The agent's time has come to the fact
/// before. A fact that is told again changes nothing.
final class FactRules {
  private final int crashes;
  private final long windowMillis;

  FactRules(Thresholds thresholds) {
    crashes = thresholds.crashes();
    windowMillis = thresholds.crashWindow().toMillis();
  }

  void apply(AgentState state, ClusterFact fact) {
    if (state.nowMillis - state.failedAtMillis >= windowMillis) {
      state.failures.clear();
    }
    switch (fact) {
      case ClusterFact.ContainerEnded ended -> ended(state, ended);
      case ClusterFact.CrashLooping _ -> {
        if (state.crashLoopSinceMillis == 0) {
          state.crashLoopSinceMillis = state.nowMillis;
        }
      }
      case ClusterFact.PodReady _ -> state.crashLoopSinceMillis = 0;
    }
  }

  private void ended(AgentState state, ClusterFact.ContainerEnded ended) {
    if (ended.atMillis() <= state.endedAtMillis) {
      return;
    }
    state.endedAtMillis = ended.atMillis();
    // Whatever ran in the container ended with it.
    state.calls.clear();
    switch (ended.reason()) {
      case COMPLETED -> {}
      case OOM_KILLED -> failed(state, ended, true);
      case ERROR -> failed(state, ended, false);
    }
  }

  private void failed(AgentState state, ClusterFact.ContainerEnded ended, boolean outOfMemory) {
    state.outOfMemory = outOfMemory;
    state.failedPod = ended.pod();
    state.failedContainer = ended.container();
    state.failedAtMillis = state.nowMillis;
    if (state.failures.size() == crashes) {
      state.failures.removeFirst();
    }
    state.failures.add(state.nowMillis);
  }
}
