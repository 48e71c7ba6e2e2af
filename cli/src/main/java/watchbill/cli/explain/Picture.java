package watchbill.cli.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.money.SpendStanding;

/// One agent as it stands at a moment. Times are in milliseconds since the epoch, 0 for never.
///
/// @param activity null when it was never told
/// @param activityRemembered whether it did so before this process began
/// @param charge what stands against it; null when nothing
/// @param incident the incident of its tenant that goes on; null when none
/// @param knownSinceMillis from when on the entries are complete
/// @param dropped how many older entries had to go
/// @param inFlightFromMillis calls that began before and did not come back are not in flight any
///   more: their end was never heard
/// @param entries by time, the newest last
record Picture(
    AgentKey agent,
    String role,
    String parent,
    @Nullable AgentActivity activity,
    long activitySinceMillis,
    boolean activityRemembered,
    @Nullable Charge charge,
    Signal.@Nullable IncidentBegan incident,
    long progressAtMillis,
    long tokensSinceProgress,
    long picoUsdSinceProgress,
    SpendStanding standing,
    long knownSinceMillis,
    long dropped,
    long inFlightFromMillis,
    List<Entry> entries) {
  Picture {
    entries = List.copyOf(entries);
  }

  /// The same with these entries, and this incident of its tenant.
  Picture with(List<Entry> others, Signal.@Nullable IncidentBegan ongoing) {
    return new Picture(
        agent,
        role,
        parent,
        activity,
        activitySinceMillis,
        activityRemembered,
        charge,
        ongoing,
        progressAtMillis,
        tokensSinceProgress,
        picoUsdSinceProgress,
        standing,
        knownSinceMillis,
        dropped,
        inFlightFromMillis,
        others);
  }

  /// Whether this call is in flight.
  boolean isInFlight(Entry.Call call) {
    return call.outcome() == null && call.atMillis() >= inFlightFromMillis;
  }
}
