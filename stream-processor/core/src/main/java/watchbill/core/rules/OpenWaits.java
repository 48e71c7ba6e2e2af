package watchbill.core.rules;

import watchbill.core.Signal;
import watchbill.core.WaitingFor;
import watchbill.core.port.SignalSink;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How long an agent has waited for humans, and since when the oldest of its tool calls is in
/// flight, as far as that was told. Owned by its [AgentState]; three numbers.
final class OpenWaits {
  private long humanSinceMillis;
  private long humanTotalMillis;
  private long callSinceMillis;

  /// Tells what is otherwise than it was told.
  void tellChanges(AgentState state, SignalSink out) {
    long human = waitsForHumanSince(state);
    if (human != humanSinceMillis) {
      if (humanSinceMillis > 0) {
        humanTotalMillis += Math.max(0, state.nowMillis - humanSinceMillis);
      }
      humanSinceMillis = human;
      tellHuman(state, out);
    }
    long call = state.calls.isEmpty() ? 0 : state.calls.getFirst().sinceMillis();
    if (call != callSinceMillis) {
      callSinceMillis = call;
      tellCall(state, out);
    }
  }

  /// A wait that the agent told, or else one that is concluded from what it does: it counts from
  /// when it was.
  private long waitsForHumanSince(AgentState state) {
    if (state.waitingFor == WaitingFor.HUMAN) {
      return state.waitingSinceMillis;
    }
    if (!state.atPerson) {
      return 0;
    }
    return humanSinceMillis > 0 ? humanSinceMillis : state.nowMillis;
  }

  /// Tells what was told before and is not nothing.
  void tellAll(AgentState state, SignalSink out) {
    if (humanSinceMillis > 0 || humanTotalMillis > 0) {
      tellHuman(state, out);
    }
    if (callSinceMillis > 0) {
      tellCall(state, out);
    }
  }

  private void tellHuman(AgentState state, SignalSink out) {
    out.accept(
        new Signal.HumanWaits(state.key, state.nowMillis, humanSinceMillis, humanTotalMillis));
  }

  private void tellCall(AgentState state, SignalSink out) {
    out.accept(new Signal.CallsInFlight(state.key, state.nowMillis, callSinceMillis));
  }

  void save(StateOutput out) {
    out.number(humanSinceMillis);
    out.number(humanTotalMillis);
    out.number(callSinceMillis);
  }

  void restore(StateInput in) {
    humanSinceMillis = in.number();
    humanTotalMillis = in.number();
    callSinceMillis = in.number();
  }
}
