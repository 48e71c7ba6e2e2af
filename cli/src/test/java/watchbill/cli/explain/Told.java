package watchbill.cli.explain;

import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.port.SignalSink;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.wire.Rfc3339;

/// A journal that hears one fleet, as a partition would tell it.
final class Told {
  static final long START = Rfc3339.parse("2026-11-22T10:00:00Z");
  static final AgentKey AGENT = new AgentKey("payments", "backend-5");

  final Journal journal;
  private final Fleet fleet = new Fleet(FleetOptions.DEFAULT);
  private final SignalSink out;
  private int ids;

  Told(Bounds bounds) {
    journal = new Journal(bounds);
    journal.begin(0);
    out = journal;
  }

  static Told roomy() {
    return new Told(new Bounds(1 << 20, 1 << 20));
  }

  /// The agent did this so many milliseconds after the start.
  Told did(AgentEvent event) {
    return did(AGENT, event);
  }

  Told did(AgentKey agent, AgentEvent event) {
    Activity activity = new Activity(agent, "e-" + ids++, event.atMillis(), event);
    fleet.advance(event.atMillis(), out);
    fleet.apply(activity, out);
    journal.applied(activity);
    return this;
  }

  Told underwent(ClusterFact fact) {
    fleet.apply(fact, fact.atMillis(), out);
    journal.applied(fact);
    return this;
  }

  /// Time passes up to so many milliseconds after the start.
  Told passes(long millis) {
    fleet.advance(START + millis, out);
    return this;
  }

  /// The page of the agent, so many milliseconds after the start.
  String text(long millis) {
    Picture picture = journal.picture(AGENT);
    return picture == null
        ? "nothing"
        : String.join("\n", new TimelineText(picture, START + millis, Long.MIN_VALUE).lines())
            + "\n";
  }
}
