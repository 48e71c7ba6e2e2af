package watchbill.simulator.scorecard;

import java.time.Duration;
import java.util.EnumSet;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.TroubleKind;

/// The fleets that are scored.
public final class Fleets {
  /// Troubles of 75 minutes, and when they are over an outage of the provider.
  private static final Pace PACE =
      new Pace(
          1,
          Duration.ofMinutes(4),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofMinutes(75),
          Duration.ofMinutes(100),
          Duration.ofHours(5));

  private static final Duration LENGTH = Duration.ofHours(3);

  private Fleets() {}

  /// A fleet in which every story is told, with a tenant for every 500 agents: in a smaller one the
  /// silent stories alone would be three agents in ten, and so an incident.
  public static FleetPlan of(long seed, int agents) {
    return FleetPlan.of(seed, agents, Math.max(1, agents / 500))
        .at(PACE)
        .lasting(LENGTH)
        .with(EnumSet.allOf(TroubleKind.class));
  }
}
