package watchbill.core.rules;

import watchbill.core.money.Uses;
import watchbill.core.state.SpendForm;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// A task that goes on, with what was spent on it. Mutable; owned by its [AgentState].
final class OpenTask {
  final String name;
  final String kind;

  /// When it began, in the time in which events are heard.
  final long sinceMillis;

  /// All that was spent on it.
  Uses uses = Uses.NONE;

  /// How much of [Use#OPEN] was spent since the agent last made progress.
  long sinceProgress;

  long tokens;
  long unpricedTokens;

  OpenTask(String name, String kind, long sinceMillis) {
    this.name = name;
    this.kind = kind;
    this.sinceMillis = sinceMillis;
  }

  void save(StateOutput out) {
    out.text(name);
    out.text(kind);
    out.number(sinceMillis);
    SpendForm.save(uses, out);
    out.number(sinceProgress);
    out.number(tokens);
    out.number(unpricedTokens);
  }

  static OpenTask restore(StateInput in) {
    OpenTask task = new OpenTask(in.text(), in.text(), in.number());
    task.uses = SpendForm.restoreUses(in);
    task.sinceProgress = in.number();
    task.tokens = in.number();
    task.unpricedTokens = in.number();
    return task;
  }
}
