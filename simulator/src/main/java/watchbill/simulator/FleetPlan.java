package watchbill.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import watchbill.simulator.story.Duplicates;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.TroubleKind;

/// What a simulated fleet will be. The same plan plays the same fleet, event by event, on every
/// machine.
///
/// @param seed what the fleet grows from; any number
/// @param agents how many there are; 1 to 100,000
/// @param tenants among how many tenants they are divided; 1 to `agents`
/// @param start when the fleet begins
/// @param length how long it is played; what happens later is not told
/// @param pace how fast it lives
/// @param duplicates what is reported more than once
/// @param troubles what goes wrong, or looks as if it did: each trouble of a single agent befalls
///   one agent in a hundred, at least one, as long as there are agents without one
public record FleetPlan(
    long seed,
    int agents,
    int tenants,
    Instant start,
    Duration length,
    Pace pace,
    Duplicates duplicates,
    Set<TroubleKind> troubles) {
  private static final Duration LONGEST = Duration.ofDays(3650);

  public FleetPlan {
    if (agents < 1 || agents > 100_000) {
      throw new IllegalArgumentException("fleet.agents: want 1 to 100000, have " + agents);
    }
    if (tenants < 1 || tenants > agents) {
      throw new IllegalArgumentException(
          "fleet.tenants: want 1 to agents (" + agents + "), have " + tenants);
    }
    if (length.isNegative() || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("fleet.length: want 0 to 3650 days, have " + length);
    }
    troubles = Set.copyOf(troubles);
  }

  /// A fleet in which goes wrong what does on an ordinary day, at the pace of the field, for five
  /// hours.
  public static FleetPlan of(long seed, int agents, int tenants) {
    return new FleetPlan(
        seed,
        agents,
        tenants,
        Instant.parse("2026-11-22T10:00:00Z"),
        Duration.ofHours(5),
        Pace.REAL,
        Duplicates.AS_RECORDED,
        TroubleKind.ORDINARY);
  }

  /// The same fleet at another time.
  public FleetPlan startingAt(Instant newStart) {
    return new FleetPlan(seed, agents, tenants, newStart, length, pace, duplicates, troubles);
  }

  /// The same fleet, played for so long.
  public FleetPlan lasting(Duration newLength) {
    return new FleetPlan(seed, agents, tenants, start, newLength, pace, duplicates, troubles);
  }

  /// The same fleet at another pace.
  public FleetPlan at(Pace newPace) {
    return new FleetPlan(seed, agents, tenants, start, length, newPace, duplicates, troubles);
  }

  /// The same fleet with other duplicates.
  public FleetPlan with(Duplicates newDuplicates) {
    return new FleetPlan(seed, agents, tenants, start, length, pace, newDuplicates, troubles);
  }

  /// The same fleet, in which only these troubles happen.
  public FleetPlan with(Set<TroubleKind> newTroubles) {
    return new FleetPlan(seed, agents, tenants, start, length, pace, duplicates, newTroubles);
  }
}
