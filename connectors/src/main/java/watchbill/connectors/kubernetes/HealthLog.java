package watchbill.connectors.kubernetes;

import java.time.InstantSource;

/// Keeps a watch's [WatchHealth] and the time in which it hears. Owned by the watch's thread.
final class HealthLog {
  private final InstantSource clock;
  private long nowMillis;
  private boolean up;
  private long sinceMillis;
  private long heardAtMillis = -1;
  private long errors;
  private String lastError = "";

  HealthLog(InstantSource clock) {
    this.clock = clock;
    this.sinceMillis = nowMillis();
  }

  /// Now, in milliseconds since the epoch; stands still when the clock is set back.
  long nowMillis() {
    nowMillis = Math.max(nowMillis, clock.millis());
    return nowMillis;
  }

  /// The cluster told something; returns when.
  long heard() {
    heardAtMillis = nowMillis();
    return heardAtMillis;
  }

  /// An attempt failed.
  void failed(String why) {
    errors++;
    lastError = why;
  }

  /// Whether all is listed and watched now.
  void setUp(boolean nowUp) {
    if (up != nowUp) {
      up = nowUp;
      sinceMillis = nowMillis();
    }
  }

  WatchHealth health() {
    return new WatchHealth(up, nowMillis(), sinceMillis, heardAtMillis, errors, lastError);
  }
}
