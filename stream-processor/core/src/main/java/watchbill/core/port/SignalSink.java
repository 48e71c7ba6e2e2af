package watchbill.core.port;

import watchbill.core.Signal;

/// Takes signals. Called by the thread that owns the agent, in the order of that agent's history;
/// signals of different agents may come from different threads at once.
@FunctionalInterface
public interface SignalSink {
  /// Takes one signal; must not block and must not throw.
  void accept(Signal signal);
}
