package watchbill.core.rules;

import org.jspecify.annotations.Nullable;

/// How long the call that an agent waits for may give no sign of life.
///
/// Source of the limit: `max(10 min, 3 x p99 of that tool)`, rule R9 of the project's survey of the
/// field; nothing learned moves it beyond [CallLimits#longest].
final class CallPatience {
  private static final int TIMES_USUAL = 3;

  /// No tool is so quick that a person could have answered before.
  private static final long QUICKEST_ANSWER_MILLIS = 60_000;

  private final long leastMillis;
  private final long mostMillis;

  CallPatience(Thresholds thresholds) {
    leastMillis = thresholds.toolHang().toMillis();
    mostMillis = Math.max(leastMillis, thresholds.calls().longest().toMillis());
  }

  /// How long it may be silent before it hangs.
  long hangMillis(AgentState.Call call) {
    return Math.clamp(TIMES_USUAL * call.usualMillis(), leastMillis, mostMillis);
  }

  /// How long it may be silent before that is suspicious: half of that, and never less than what
  /// such calls usually take.
  long suspectMillis(AgentState.Call call) {
    long hang = hangMillis(call);
    return Math.max(hang / 2, Math.min(hang, call.usualMillis()));
  }

  /// How long it may be silent before a person who sits there is taken to be asked something: what
  /// such calls usually take, or the limit where nobody knows.
  long personMillis(AgentState.Call call) {
    long hang = hangMillis(call);
    return call.usualMillis() == 0
        ? hang
        : Math.min(hang, Math.max(QUICKEST_ANSWER_MILLIS, call.usualMillis()));
  }

  /// How much longer than usual a call may take, for a person.
  String usual(AgentState.@Nullable Call call) {
    return call == null || call.usualMillis() == 0
        ? ""
        : ", and 99 of 100 calls of it are back within " + Phrases.span(call.usualMillis());
  }
}
