package watchbill.sources.intake;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What one tenant has brought lately. Safe from any thread.
final class Tenant {
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final int BURST_SECONDS = 10;
  private static final double NANOS = 1e9;

  private final IntakeLimits limits;

  /// When each agent was last heard, the one that was not heard for longest first.
  private final SequencedMap<String, Long> agents = new LinkedHashMap<>(16, 0.75f, true);

  private double free;
  private long lookedNanos;

  Tenant(IntakeLimits limits, long nowNanos) {
    this.limits = limits;
    this.free = (double) limits.eventsPerSecond() * BURST_SECONDS;
    this.lookedNanos = nowNanos;
  }

  /// For how many seconds it has to wait; 0 when it may post now.
  synchronized long waits(long nowNanos) {
    refill(nowNanos);
    return free > 0 ? 0 : 1 + (long) (-free / limits.eventsPerSecond());
  }

  /// It has brought so many events.
  synchronized void spend(int events, long nowNanos) {
    refill(nowNanos);
    free -= events;
  }

  /// Whether an agent is among those that this tenant may have.
  synchronized boolean knows(String agent, long nowNanos) {
    if (agents.size() >= limits.agents() && !agents.containsKey(agent)) {
      if (nowNanos - agents.firstEntry().getValue() < HOUR_NANOS) {
        return false;
      }
      agents.pollFirstEntry();
    }
    agents.put(agent, nowNanos);
    return true;
  }

  /// Whether nothing came from it for an hour.
  synchronized boolean isIdle(long nowNanos) {
    return nowNanos - lookedNanos > HOUR_NANOS;
  }

  private void refill(long nowNanos) {
    double most = (double) limits.eventsPerSecond() * BURST_SECONDS;
    free = Math.min(most, free + limits.eventsPerSecond() * (nowNanos - lookedNanos) / NANOS);
    lookedNanos = nowNanos;
  }
}
