package watchbill.core.rules;

import watchbill.core.StuckCause;
import watchbill.core.time.Outages;

/// One way of being stuck: a pure question about an agent's state. A verdict is what its rules say
/// of the state at a moment, so it needs no memory of its own, and ends when they say so no more.
interface Rule {
  /// The end of a span that does not end, or the beginning of one that does not begin.
  long NEVER = Long.MAX_VALUE;

  /// From when on the rule holds if nothing more happens, in milliseconds since the epoch.
  long holdsFrom(AgentState state, Outages outages);

  /// Until when it holds if nothing more happens.
  default long holdsUntil(AgentState state) {
    return NEVER;
  }

  /// The root cause that it names while it holds.
  StuckCause cause(AgentState state);

  /// What it rests on, for a person.
  String evidence(AgentState state);
}
