package watchbill.core.rules;

import watchbill.core.ClusterFact;
import watchbill.core.ClusterFact.OomKill;
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
      case ClusterFact.PodReady _, ClusterFact.PodGone _ -> {
        for (ContainerEnds ends : state.containers) {
          if (ends.pod.equals(fact.pod())) {
            ends.heldBackSinceMillis = 0;
          }
        }
      }
      case ClusterFact.PodScheduled _,
          ClusterFact.PodStarted _,
          ClusterFact.PodUnready _,
          ClusterFact.PodBlocked _,
          ClusterFact.PodLost _ -> {}
    }
    state.pods.learn(fact, state.nowMillis);
  }

  private void ended(AgentState state, ClusterFact.ContainerEnded ended, SignalSink out) {
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
