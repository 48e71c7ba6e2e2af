package watchbill.wire.otlp;

import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// Where a sum since the start of a process stood when it was heard last.
///
/// @param count of responses, for a histogram; else 0
/// @param atMillis when the sender took it
record Counter(long value, long count, long atMillis) {
  void save(StateOutput out) {
    out.number(value);
    out.number(count);
    out.number(atMillis);
  }

  static Counter restore(StateInput in) {
    return new Counter(in.number(), in.number(), in.number());
  }
}
