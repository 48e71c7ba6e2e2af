package watchbill.core.rules;

import watchbill.core.AgentKey;
import watchbill.core.ContextReduction;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// What an agent's memory governor has done: it compacts the context at 70 % of the memory limit,
/// clears it at 85 % and archives it at 95 %, so that the agent is not killed. When it is killed
/// all the same, without having come to the last tier just before, the governor missed it. Owned by
/// its [AgentState].
///
/// Every agent compacts its context; one that has never cleared or archived it shows no governor,
/// and none can have missed.
final class Governor {
  /// How long before a kill the last tier counts as having been reached for it.
  static final long BEFORE_MILLIS = 300_000;

  private final Totals<ContextReduction> reductions = new Totals<>(ContextReduction.class);
  private long archivedMillis;
  private long missed;

  /// The agent made its context smaller.
  void reduced(ContextReduction how, AgentKey agent, long nowMillis, SignalSink out) {
    if (how == ContextReduction.ARCHIVED) {
      archivedMillis = nowMillis;
    }
    out.accept(new Signal.ContextsReduced(agent, nowMillis, how, reductions.increment(how)));
  }

  /// A container of the agent was killed for memory.
  void killed(AgentKey agent, long nowMillis, SignalSink out) {
    boolean governed =
        reductions.counts().containsKey(ContextReduction.CLEARED)
            || reductions.counts().containsKey(ContextReduction.ARCHIVED);
    boolean acted = archivedMillis > 0 && nowMillis - archivedMillis <= BEFORE_MILLIS;
    if (governed && !acted) {
      missed++;
      out.accept(new Signal.GovernorMissed(agent, nowMillis, missed));
    }
  }

  /// Tells what was told.
  void tell(AgentKey agent, long nowMillis, SignalSink out) {
    reductions
        .counts()
        .forEach(
            (how, total) -> out.accept(new Signal.ContextsReduced(agent, nowMillis, how, total)));
    if (missed > 0) {
      out.accept(new Signal.GovernorMissed(agent, nowMillis, missed));
    }
  }

  void save(StateOutput out) {
    reductions.save(out);
    out.number(archivedMillis);
    out.number(missed);
  }

  void restore(StateInput in) {
    reductions.restore(in);
    archivedMillis = in.number();
    missed = in.number();
  }
}
