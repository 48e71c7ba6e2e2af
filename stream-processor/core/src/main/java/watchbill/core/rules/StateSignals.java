package watchbill.core.rules;

import watchbill.core.Signal;
import watchbill.core.port.SignalSink;

/// Says what holds of an agent in the signals that would have told it.
final class StateSignals {
  private StateSignals() {}

  static void tell(AgentState state, AgentRules rules, SignalSink out) {
    // Other thresholds than those of the last run may see it otherwise.
    rules.settle(state, out);
    long at = state.nowMillis;
    if (!state.role.isEmpty()) {
      out.accept(new Signal.RoleLearned(state.key, at, state.role));
    }
    if (!state.parent.isEmpty()) {
      out.accept(new Signal.ParentLearned(state.key, at, state.parent));
    }
    state.taskCosts.forEach(
        (kind, costs) -> out.accept(new Signal.TaskCosts(state.key, at, kind, costs)));
    if (state.sessionTokens.count() > 0) {
      out.accept(new Signal.SessionTokens(state.key, at, state.sessionTokens));
    }
    for (ModelSpend spend : state.models) {
      out.accept(new Signal.TokensConsumed(state.key, at, spend.bill(), state.standing));
    }
    if (state.loadKnown) {
      out.accept(
          new Signal.LoadReported(
              state.key, state.loadAtMillis, state.activeSessions, state.queueDepth));
    }
    state
        .toolCalls
        .counts()
        .forEach((outcome, total) ->
            out.accept(new Signal.ToolCallsEnded(state.key, at, outcome, total)));
    state
        .taskEnds
        .counts()
        .forEach(
            (outcome, total) -> out.accept(new Signal.TasksEnded(state.key, at, outcome, total)));
    state
        .fired
        .counts()
        .forEach((rule, total) -> out.accept(new Signal.RuleFired(state.key, at, rule, total)));
    state.governor.tell(state.key, at, out);
    state.interruptions.tellAll(state, out);
    state.recovery.tellAll(state, out);
    state.taskLevels.tellAll(state, out);
    state.deliveries.tellAll(state, out);
    state.openWaits.tellAll(state, out);
    state.heartbeats.tellAll(state, out);
    if (state.progressAtMillis > 0) {
      out.accept(new Signal.ProgressMade(state.key, state.progressAtMillis));
    }
    if (state.everShown) {
      out.accept(new Signal.ActivityChanged(state.key, at, state.shown));
    }
    rules.tellVerdict(state, out);
  }
}
