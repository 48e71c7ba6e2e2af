package watchbill.alerts.routing;

import java.time.Duration;

/// How soon and how often a group of alerts is told.
///
/// @param groupWait how long the first alert of a group waits for others of the same cause
/// @param groupInterval how soon a change of the group is told, its end included
/// @param repeatInterval how soon it is told again that nothing has changed
public record Pace(Duration groupWait, Duration groupInterval, Duration repeatInterval) {
  /// For pages. Half a minute lets a whole fleet's alerts and the alert of their cause arrive,
  /// which Prometheus sends within one evaluation; five minutes is the time that a refused call may
  /// be tried again; after four hours an incident that somebody closed by mistake is opened again.
  public static final Pace PAGES =
      new Pace(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));

  /// For tickets. Nobody waits for one, so those of five minutes are one message; what is still
  /// open is said once a day.
  public static final Pace TICKETS =
      new Pace(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofDays(1));

  public Pace {
    check("groupWait", groupWait, Duration.ZERO);
    check("groupInterval", groupInterval, Duration.ofSeconds(1));
    check("repeatInterval", repeatInterval, Duration.ofSeconds(1));
  }

  private static void check(String name, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new IllegalArgumentException(name + ": want at least " + least + ", have " + value);
    }
  }
}
