package watchbill.core.rules;

import watchbill.core.RuleKind;
import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// One way of being stuck: a pure question about an agent's state. A verdict is what its rules say
/// of the state at a moment, so it needs no memory of its own, and ends when they say so no more.
///
/// A rule speaks in two voices. While it *holds*, the agent is stuck. While it only *suspects*, the
/// agent is suspect, unless a rule of another group speaks too ([RuleKind#group]).
interface Rule {
  /// The end of a span that does not end, or the beginning of one that does not begin.
  long NEVER = Long.MAX_VALUE;

  /// Which rule it is.
  RuleKind kind();

  /// From when on it suspects the agent if nothing more happens, in milliseconds since the epoch;
  /// no later than it holds.
  default long suspectsFrom(AgentState state, Outages outages) {
    return holdsFrom(state, outages);
  }

  /// From when on it holds if nothing more happens.
  default long holdsFrom(AgentState state, Outages outages) {
    return NEVER;
  }

  /// Until when it speaks if nothing more happens.
  default long speaksUntil(AgentState state) {
    return NEVER;
  }

  /// The root cause that it names while it speaks.
  StuckCause cause(AgentState state);

  /// What it rests on, for a person.
  String evidence(AgentState state);
}
