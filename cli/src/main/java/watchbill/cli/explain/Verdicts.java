package watchbill.cli.explain;

import java.util.ArrayList;
import java.util.List;
import watchbill.core.AgentKey;
import watchbill.core.Signal;

/// The newest verdicts of the whole fleet. Safe from any thread.
final class Verdicts {
  /// How many it holds at most.
  static final int MOST = 100;

  /// The newest first.
  private final List<Verdict> all = new ArrayList<>();

  /// Takes a verdict; the same one told again is one, and another of the same agent takes its
  /// place.
  synchronized void stuck(Signal.AgentStuck stuck, boolean remembered) {
    for (Verdict known : all) {
      if (known.agent().equals(stuck.agent())
          && known.cause() == stuck.cause()
          && known.sinceMillis() == stuck.atMillis()) {
        return;
      }
    }
    end(stuck.agent(), stuck.atMillis());
    int place = 0;
    while (place < all.size() && all.get(place).sinceMillis() > stuck.atMillis()) {
      place++;
    }
    all.add(place, Verdict.of(stuck, remembered));
    if (all.size() > MOST) {
      all.removeLast();
    }
  }

  /// The agent is not stuck any more.
  synchronized void end(AgentKey agent, long atMillis) {
    all.replaceAll(known ->
        known.untilMillis() == 0 && known.agent().equals(agent)
            ? known.endedAt(Math.max(atMillis, known.sinceMillis()))
            : known);
  }

  synchronized List<Verdict> newestFirst() {
    return List.copyOf(all);
  }
}
