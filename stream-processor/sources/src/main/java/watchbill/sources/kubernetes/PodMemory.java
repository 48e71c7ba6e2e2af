package watchbill.sources.kubernetes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.Termination;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact.PodBlock;
import watchbill.core.ClusterFact.PodLoss;

/// What was told of one pod so far. Owned by the watch's thread.
final class PodMemory {
  final AgentKey agent;
  final String pod;

  private final Map<String, Termination> ends = new HashMap<>(4);
  private final Map<String, Integer> crashLoops = new HashMap<>(4);
  private final Set<String> looping = new HashSet<>(4);
  private boolean ready;
  private long readySinceMillis;
  private boolean scheduled;
  private boolean started;
  private boolean gone;
  private @Nullable PodBlock block;
  private @Nullable PodLoss loss;

  PodMemory(AgentKey agent, String pod) {
    this.agent = agent;
    this.pod = pod;
  }

  /// Whether this end of the container is not the one noted last; notes it.
  boolean isNewEnd(String container, Termination end) {
    Termination before = ends.put(container, end);
    return before == null || !before.isOfSameRunAs(end);
  }

  /// Whether the container now loops after a restart for which no loop was noted; notes it.
  boolean isNewCrashLoop(String container, boolean loops, int restartCount) {
    if (!loops) {
      looping.remove(container);
      return false;
    }
    looping.add(container);
    Integer before = crashLoops.put(container, restartCount);
    return before == null || before != restartCount;
  }

  /// The containers that loop now.
  Set<String> looping() {
    return looping;
  }

  /// Whether the pod became ready since it was last noted, or was not ready in between; notes it.
  boolean isNewReadiness(boolean nowReady, long sinceMillis) {
    boolean news = nowReady && (!ready || readySinceMillis != sinceMillis);
    ready = nowReady;
    readySinceMillis = sinceMillis;
    return news;
  }

  boolean isReady() {
    return ready;
  }

  /// Whether a node took the pod since it was last noted; notes it.
  boolean isNewlyScheduled(boolean now) {
    boolean news = now && !scheduled;
    scheduled |= now;
    return news;
  }

  /// Whether it is held up by something else than was noted last; notes it.
  boolean isNewBlock(@Nullable PodBlock now) {
    boolean news = now != null && now != block;
    if (now != null) {
      block = now;
      started = false;
    }
    return news;
  }

  /// Whether it runs for the first time since it was last held up; notes it.
  boolean isNewlyStarted(boolean now) {
    boolean news = now && !started;
    if (now) {
      started = true;
      block = null;
    }
    return news;
  }

  /// Whether it is lost in another way than was noted last; notes it.
  boolean isNewLoss(@Nullable PodLoss now) {
    boolean news = now != null && now != loss;
    loss = now == null ? loss : now;
    return news;
  }

  /// Whether it ended since it was last noted; notes it.
  boolean isNewlyGone() {
    boolean news = !gone;
    gone = true;
    return news;
  }

  boolean isGone() {
    return gone;
  }
}
