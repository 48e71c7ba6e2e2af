package watchbill.simulator.scorecard;

/// A span in which agents are not heard, in milliseconds since the epoch.
public record Outage(Kind kind, long fromMillis, long toMillis) {
  /// Where the way from the agents to the watcher is cut.
  public enum Kind {
    /// Between the stream and the watcher: the stream keeps what is said, and gives it at once at
    /// the end.
    WATCHER_CUT_OFF,
    /// The stream is down, and the watcher knows: agents keep what they say and send it when they
    /// are connected again, within a minute. Heartbeats are lost.
    STREAM_DOWN,
    /// As with a stream that is down, but nothing says so: the stream is up, and nobody speaks.
    AGENTS_CUT_OFF
  }

  /// After so long all agents are connected again: at most a minute, or as long as it lasted.
  private static final long RETURN_MILLIS = 60_000;

  /// Whether it is on at this moment.
  boolean isOn(long atMillis) {
    return atMillis >= fromMillis && atMillis < toMillis;
  }

  /// Whether the watcher knows of it.
  boolean isKnown() {
    return kind != Kind.AGENTS_CUT_OFF;
  }

  /// Until when silence is no evidence for a watcher that knows of it.
  long excusedUntilMillis() {
    return toMillis + returnMillis();
  }

  /// When this agent can be heard again.
  long backMillis(int agent) {
    long spread = Math.max(1, returnMillis() * 9 / 10);
    return toMillis + Math.floorMod(agent * 0x9E3779B97F4A7C15L, spread);
  }

  private long returnMillis() {
    return Math.min(toMillis - fromMillis, RETURN_MILLIS);
  }
}
