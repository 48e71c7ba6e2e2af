package watchbill.core.rules;

import watchbill.core.money.Uses;
import watchbill.core.state.SpendForm;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// A task that goes on, with what was spent on it. Mutable; owned by its [AgentState].
final class OpenTask {
  /// The limit of a task without a deadline.
  static final long NO_LIMIT = -1;

  /// The limit of a task whose deadline has passed: it has no other.
  static final long PASSED = -2;

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

  /// Until when what was done on it is kept: its last checkpoint, or else its beginning, or when it
  /// was lost last.
  long keptUntilMillis;

  /// Its tokens then.
  long keptTokens;

  /// Whether it was ever saved.
  boolean saved;

  /// Whether it was interrupted and has not gone on since.
  boolean interrupted;

  /// Since when its deadline is known, and how far it was away then.
  long limitFromMillis;

  long limitMillis = NO_LIMIT;

  /// The deadline by the agent's clock.
  long deadlineMillis;

  /// How often it went from agent to agent until this one took it, and when this one did.
  int bounces;

  long bouncedAtMillis;

  OpenTask(String name, String kind, long sinceMillis) {
    this.name = name;
    this.kind = kind;
    this.sinceMillis = sinceMillis;
    this.keptUntilMillis = sinceMillis;
  }

  void save(StateOutput out) {
    out.text(name);
    out.text(kind);
    out.number(sinceMillis);
    SpendForm.save(uses, out);
    out.number(sinceProgress);
    out.number(tokens);
    out.number(unpricedTokens);
    out.number(keptUntilMillis);
    out.number(keptTokens);
    out.number(saved ? 1 : 0);
    out.number(interrupted ? 1 : 0);
    out.number(limitFromMillis);
    out.number(limitMillis);
    out.number(deadlineMillis);
    out.number(bounces);
    out.number(bouncedAtMillis);
  }

  static OpenTask restore(StateInput in) {
    OpenTask task = new OpenTask(in.text(), in.text(), in.number());
    task.uses = SpendForm.restoreUses(in);
    task.sinceProgress = in.number();
    task.tokens = in.number();
    task.unpricedTokens = in.number();
    task.keptUntilMillis = in.number();
    task.keptTokens = in.number();
    task.saved = in.number() == 1;
    task.interrupted = in.number() == 1;
    task.limitFromMillis = in.number();
    task.limitMillis = in.number();
    task.deadlineMillis = in.number();
    task.bounces = (int) in.number();
    task.bouncedAtMillis = in.number();
    return task;
  }
}
