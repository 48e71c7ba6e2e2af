package watchbill.simulator.scorecard;

import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.core.IncidentCause;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.simulator.story.Finding;

/// What a watcher says of an agent, or of a whole tenant, so that somebody looks at it.
///
/// @param datedMillis since when it holds, by the watcher, in milliseconds since the epoch
/// @param toldMillis when it was said
/// @param cause null when none is named
/// @param silence whether an incident is said to be silence, and not a provider's outage
/// @param text the same for a person
record Saying(
    Finding finding,
    AgentKey agent,
    long datedMillis,
    long toldMillis,
    @Nullable StuckCause cause,
    boolean silence,
    String text) {
  /// What an alert says, which names no cause.
  static Saying ofAlert(AgentKey agent, long atMillis) {
    return new Saying(Finding.STUCK, agent, atMillis, atMillis, null, false, agent + " is still");
  }

  /// What the signal says, or null when nobody has to look because of it.
  static @Nullable Saying of(Signal signal, long toldMillis) {
    return switch (signal) {
      case Signal.AgentStuck stuck -> of(Finding.STUCK, signal, toldMillis, stuck.cause(), false);
      case Signal.AgentSuspect suspect ->
          of(Finding.SUSPECT, signal, toldMillis, suspect.cause(), false);
      case Signal.TasksDuplicated _ -> of(Finding.DONE_TWICE, signal, toldMillis, null, false);
      case Signal.DeadlinesMissed _ -> of(Finding.DEADLINE_MISSED, signal, toldMillis, null, false);
      case Signal.TelemetryGap gap ->
          gap.sinceMillis() == 0
              ? null
              : of(Finding.TELEMETRY_GAP, signal, toldMillis, null, false);
      case Signal.IncidentBegan began ->
          of(Finding.INCIDENT, signal, toldMillis, null, began.cause() == IncidentCause.SILENCE);
      default -> null;
    };
  }

  private static Saying of(
      Finding finding,
      Signal signal,
      long toldMillis,
      @Nullable StuckCause cause,
      boolean silence) {
    return new Saying(
        finding, signal.agent(), signal.atMillis(), toldMillis, cause, silence, signal.toString());
  }
}
