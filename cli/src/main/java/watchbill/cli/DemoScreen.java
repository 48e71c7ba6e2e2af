package watchbill.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import watchbill.core.Signal;

/// What the demo shows while it runs.
final class DemoScreen {
  private static final int STUCK_SHOWN = 8;

  private final FleetView fleet;

  DemoScreen(FleetView fleet) {
    this.fleet = fleet;
  }

  /// The fleet after so long, in a few lines.
  List<String> lines(Duration elapsed, long nowMillis) {
    FleetView.Totals totals = fleet.totals();
    List<String> lines = new ArrayList<>();
    lines.add(summary(elapsed, totals));
    lines.add("  agents  " + totals.activitiesInWords());
    List<Signal.AgentStuck> stuck = fleet.stuck();
    for (Signal.AgentStuck verdict : stuck.subList(0, Math.min(STUCK_SHOWN, stuck.size()))) {
      lines.add(stuck(verdict, nowMillis));
    }
    if (stuck.size() > STUCK_SHOWN) {
      lines.add("  and %d more".formatted(stuck.size() - STUCK_SHOWN));
    }
    return lines;
  }

  private static String summary(Duration elapsed, FleetView.Totals totals) {
    return "%3d s  %d agents, %,d tasks done, %,d tool calls, %,d model responses, %,d tokens, %s"
        .formatted(
            elapsed.toSeconds(),
            totals.agents(),
            totals.tasks(),
            totals.calls(),
            totals.responses(),
            totals.usage().total(),
            totals.dollars());
  }

  /// One verdict for a person.
  static String stuck(Signal.AgentStuck verdict, long nowMillis) {
    return "  STUCK %-22s %-14s for %3d s  %s"
        .formatted(
            verdict.agent(),
            Words.of(verdict.cause()),
            Math.max(0, nowMillis - verdict.atMillis()) / 1_000,
            verdict.evidence().text());
  }
}
