package watchbill.sources.feed;

import java.util.Optional;
import watchbill.core.AgentActivity;
import watchbill.core.Signal;

/// What becomes of a state that an earlier run told, and that this run, which has caught up, knows
/// nothing of.
final class Bygone {
  private Bygone() {}

  /// The signal that ends it; empty for one that stays true: totals, roles and past times.
  static Optional<Signal> endOf(Signal told) {
    return Optional.ofNullable(
        switch (told) {
          case Signal.AgentStuck stuck ->
              new Signal.AgentFreed(stuck.agent(), stuck.atMillis(), stuck.cause());
          case Signal.LoadReported load -> new Signal.LoadUnknown(load.agent(), load.atMillis());
          case Signal.CallsInFlight calls when calls.sinceMillis() > 0 ->
              new Signal.CallsInFlight(calls.agent(), calls.atMillis(), 0);
          case Signal.HumanWaits waits when waits.sinceMillis() > 0 ->
              new Signal.HumanWaits(waits.agent(), waits.atMillis(), 0, waits.totalMillis());
          case Signal.TelemetryGap gap when gap.sinceMillis() > 0 ->
              new Signal.TelemetryGap(gap.agent(), gap.atMillis(), 0);
          case Signal.IncidentBegan began ->
              new Signal.IncidentEnded(began.agent(), began.atMillis(), began.cause());
          case Signal.ActivityChanged doing when doing.activity() != AgentActivity.UNKNOWN ->
              new Signal.ActivityChanged(doing.agent(), doing.atMillis(), AgentActivity.UNKNOWN);
          default -> null;
        });
  }
}
