package watchbill.core.rules;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import watchbill.core.RecoveryPhase;
import watchbill.core.Signal;
import watchbill.core.money.Distribution;
import watchbill.core.port.SignalSink;
import watchbill.core.state.SpendForm;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How long an agent's ways back to work took, from the end of its container to each phase. Each
/// phase counts once for each interruption of work, and of several ends before it resumed the first
/// is the beginning. Which of a pod's containers is the agent is not known: one beside it that ends
/// makes a way back that is short. Owned by its [AgentState]; one [Distribution] for each phase.
final class Recovery {
  /// The buckets are in seconds, the sums in milliseconds.
  private static final double SECOND = 1_000;

  /// When work was interrupted last, by the cluster's clock; 0 for never.
  private long brokenAtMillis;

  /// The phases that were reached since, or that are not looked for any more; one bit each.
  private int reached;

  private Map<RecoveryPhase, Distribution> spans = Map.of();

  /// Work was interrupted.
  void broken(long atMillis) {
    if (brokenAtMillis == 0 || has(RecoveryPhase.RESUMED)) {
      brokenAtMillis = atMillis;
      reached = 0;
    }
  }

  /// The agent has come to this phase; does nothing when it is not on its way back, or has been
  /// there.
  void reached(AgentState state, RecoveryPhase phase, long atMillis, SignalSink out) {
    if (brokenAtMillis == 0 || has(phase)) {
      return;
    }
    reached |= bit(phase);
    if (spans.isEmpty()) {
      spans = new EnumMap<>(RecoveryPhase.class);
    }
    long millis = Math.max(0, atMillis - brokenAtMillis);
    Distribution more = spans.getOrDefault(phase, Distribution.NONE).plus(millis, SECOND);
    spans.put(phase, more);
    out.accept(new Signal.Recovered(state.key, state.nowMillis, phase, more));
  }

  /// The pod is ready since `sinceMillis`, by the cluster's clock. One that was ready before its
  /// container ended is not so again.
  void ready(AgentState state, long sinceMillis, SignalSink out) {
    if (sinceMillis > brokenAtMillis) {
      reached(state, RecoveryPhase.READY, Math.min(sinceMillis, state.nowMillis), out);
    }
  }

  /// The agent works again: a checkpoint that it loads from now on is not that of its return.
  void works() {
    if (has(RecoveryPhase.RESUMED)) {
      reached |= bit(RecoveryPhase.RESTORED);
    }
  }

  /// Tells what was told before.
  void tellAll(AgentState state, SignalSink out) {
    spans.forEach(
        (phase, span) -> out.accept(new Signal.Recovered(state.key, state.nowMillis, phase, span)));
  }

  private boolean has(RecoveryPhase phase) {
    return (reached & bit(phase)) != 0;
  }

  private static int bit(RecoveryPhase phase) {
    return switch (phase) {
      case SCHEDULED -> 1;
      case READY -> 2;
      case RESTORED -> 4;
      case RESUMED -> 8;
    };
  }

  void save(StateOutput out) {
    out.number(brokenAtMillis);
    out.number(reached);
    out.number(spans.size());
    spans.forEach((phase, span) -> {
      out.name(phase);
      SpendForm.save(span, out);
    });
  }

  void restore(StateInput in) {
    brokenAtMillis = in.number();
    reached = (int) in.number();
    int count = in.count();
    if (count > 0) {
      spans = new EnumMap<>(RecoveryPhase.class);
    }
    for (int left = count; left > 0; left--) {
      RecoveryPhase phase = Objects.requireNonNull(in.name(RecoveryPhase.class));
      spans.put(phase, SpendForm.restoreDistribution(in));
    }
  }
}
