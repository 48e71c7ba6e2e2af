package watchbill.simulator.story;

import java.time.Duration;

/// How fast the fleet lives. Nothing ordinary (a tool call, a model call, a pause between tasks)
/// takes longer than `longest`, so a watcher whose limits are more than twice that accuses only
/// agents that are in trouble.
///
/// @param speedUp ordinary durations are divided by this; at least 1
/// @param longest no ordinary step lasts longer, in real or shortened time
/// @param heartbeat between two heartbeats of an agent
/// @param firstTrouble when troubles begin, after the fleet's start; up to `longest` later for each
/// @param trouble how long a trouble lasts
/// @param firstOutage when the provider goes away, after the fleet's start
/// @param again troubles and outages come back after this long
public record Pace(
    int speedUp,
    Duration longest,
    Duration heartbeat,
    Duration firstTrouble,
    Duration trouble,
    Duration firstOutage,
    Duration again) {
  /// As it is in the field: troubles of 75 minutes, for limits of up to an hour.
  public static final Pace REAL =
      new Pace(
          1,
          Duration.ofMinutes(4),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          Duration.ofMinutes(75),
          Duration.ofMinutes(100),
          Duration.ofHours(5));

  /// Everything is told within a minute: troubles of 18 seconds, for limits of 6 to 12 seconds.
  public static final Pace DEMO =
      new Pace(
          10,
          Duration.ofMillis(2500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3),
          Duration.ofSeconds(18),
          Duration.ofSeconds(32),
          Duration.ofSeconds(60));

  public Pace {
    if (speedUp < 1) {
      throw new IllegalArgumentException("pace.speedUp: want at least 1, have " + speedUp);
    }
    wantPositive("longest", longest);
    wantPositive("heartbeat", heartbeat);
    wantPositive("firstTrouble", firstTrouble);
    wantPositive("trouble", trouble);
    wantPositive("firstOutage", firstOutage);
    if (again.compareTo(trouble) <= 0) {
      throw new IllegalArgumentException(
          "pace.again: want more than trouble (" + trouble + "), have " + again);
    }
  }

  /// What an ordinary step of `millis` takes in this fleet, in milliseconds; at least 1.
  public long ordinaryMillis(long millis) {
    return Math.clamp(millis / speedUp, 1, longest.toMillis());
  }

  private static void wantPositive(String key, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException("pace." + key + ": want at least 1 ms, have " + value);
    }
  }
}
