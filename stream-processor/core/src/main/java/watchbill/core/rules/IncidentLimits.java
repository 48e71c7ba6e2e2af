package watchbill.core.rules;

import java.time.Duration;

/// From when on the silence of many is one incident and not the fault of each of them.
///
/// @param percent how many in a hundred of a tenant's agents that have work must be silent
///   together; from 1 to 100
/// @param agents how many at least; from 2 to 10,000
/// @param longest for how long an incident excuses silence; from 10 min to 24 h
public record IncidentLimits(int percent, int agents, Duration longest) {
  /// Three in ten, the share at which the field's fleets take silence for an outage and not for
  /// loops; at least five, since two agents of six are silent together by chance.
  public static final IncidentLimits DEFAULT = new IncidentLimits(30, 5, Duration.ofHours(6));

  public IncidentLimits {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("incidents.percent: want 1 to 100, have " + percent);
    }
    if (agents < 2 || agents > 10_000) {
      throw new IllegalArgumentException("incidents.agents: want 2 to 10000, have " + agents);
    }
    if (longest.toMinutes() < 10 || longest.toHours() > 24) {
      throw new IllegalArgumentException("incidents.longest: want 10m to 24h, have " + longest);
    }
  }

  /// How many of so many agents are an incident.
  int of(int atWork) {
    return Math.max(agents, Math.ceilDiv(percent * atWork, 100));
  }
}
