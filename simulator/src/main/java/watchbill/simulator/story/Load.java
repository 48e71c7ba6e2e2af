package watchbill.simulator.story;

import java.util.SplittableRandom;
import watchbill.core.AgentEvent.Heartbeat;

/// The sessions and the queue that an agent reports: they wander.
final class Load {
  private static final int MOST_SESSIONS = 12;
  private static final int MOST_QUEUED = 20;

  private final SplittableRandom random;
  private int sessions;
  private int queued;

  Load(SplittableRandom random) {
    this.random = random;
    this.sessions = random.nextInt(1, 5);
    this.queued = random.nextInt(4);
  }

  /// The next heartbeat, with the call that it says is alive; empty for none.
  Heartbeat heartbeat(long atMillis, String call) {
    sessions = Math.clamp(sessions + random.nextInt(-1, 2), 1, MOST_SESSIONS);
    queued = Math.clamp(queued + random.nextInt(-2, 3), 0, MOST_QUEUED);
    return new Heartbeat(atMillis, sessions, queued, call, -1);
  }
}
