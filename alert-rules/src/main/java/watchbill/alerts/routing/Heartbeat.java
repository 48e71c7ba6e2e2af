package watchbill.alerts.routing;

import java.time.Duration;

/// Who notices when alerts no longer come: a dead man's switch that the watchdog calls.
///
/// @param every how often it is called; tell it to raise an alarm after a few times as long
public record Heartbeat(Address address, Duration every) {
  public Heartbeat {
    if (every.compareTo(Duration.ofSeconds(2)) < 0) {
      throw new IllegalArgumentException("every: want at least 2s, have " + every);
    }
  }
}
