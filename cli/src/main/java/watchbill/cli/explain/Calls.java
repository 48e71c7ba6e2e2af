package watchbill.cli.explain;

import watchbill.core.AgentEvent;
import watchbill.core.state.Fingerprint;

/// The calls of tools among a timeline's entries: one entry for a call, which is completed when the
/// call comes back.
final class Calls {
  /// How far back the start of a call may come after its end.
  private static final int LATE = 16;

  private final Ring ring;
  private long inFlightFromMillis;
  private long containerEndedMillis;

  Calls(Ring ring) {
    this.ring = ring;
  }

  /// Calls that began before and did not come back are not in flight: see [#inFlightFrom].
  long inFlightFromMillis() {
    return inFlightFromMillis;
  }

  /// Takes word that no call is in flight that began before.
  void inFlightFrom(long atMillis) {
    inFlightFromMillis = Math.max(inFlightFromMillis, atMillis);
  }

  /// Takes word that a container of the agent ended.
  void containerEnded(long atMillis) {
    containerEndedMillis = Math.max(containerEndedMillis, atMillis);
  }

  /// Takes word that something new began: what was in flight when a container ended is gone.
  void begun() {
    if (containerEndedMillis > 0) {
      inFlightFrom(containerEndedMillis + 1);
      containerEndedMillis = 0;
    }
  }

  void started(AgentEvent.ToolStarted started, long heardAtMillis) {
    for (int i = 0; i < Math.min(LATE, ring.size()); i++) {
      if (ring.back(i) instanceof Entry.Call known
          && known.outcome() != null
          && known.call().equals(started.call())
          && started.atMillis() <= known.endMillis()) {
        return; // Its end has come before.
      }
    }
    begun();
    ring.add(
        new Entry.Call(
            heardAtMillis,
            started.call(),
            started.tool(),
            print(started.argsHash()),
            0,
            0,
            null,
            ""));
  }

  void finished(AgentEvent.ToolFinished finished, long heardAtMillis) {
    for (int i = 0; i < ring.size(); i++) {
      if (ring.back(i) instanceof Entry.Call open
          && open.outcome() == null
          && open.call().equals(finished.call())) {
        ring.replace(i, ended(finished, open.atMillis(), heardAtMillis));
        return;
      }
    }
    ring.add(ended(finished, heardAtMillis, heardAtMillis));
  }

  private static Entry.Call ended(
      AgentEvent.ToolFinished finished, long fromMillis, long heardAtMillis) {
    return new Entry.Call(
        fromMillis,
        finished.call(),
        finished.tool(),
        print(finished.argsHash()),
        print(finished.resultHash()),
        heardAtMillis,
        finished.outcome(),
        finished.errorType());
  }

  private static long print(String hash) {
    return hash.isEmpty() ? 0 : Fingerprint.of(hash).low();
  }
}
