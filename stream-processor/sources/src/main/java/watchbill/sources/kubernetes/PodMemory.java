package watchbill.sources.kubernetes;

import java.util.HashMap;
import java.util.Map;
import watchbill.connectors.kubernetes.Termination;

/// What was told of one pod so far. Owned by the watch's thread.
final class PodMemory {
  private final Map<String, Termination> ends = new HashMap<>(4);
  private final Map<String, Integer> crashLoops = new HashMap<>(4);
  private boolean ready;
  private long readySinceMillis;

  /// Whether this end of the container is not the one noted last; notes it.
  boolean isNewEnd(String container, Termination end) {
    Termination before = ends.put(container, end);
    return before == null || !before.isOfSameRunAs(end);
  }

  /// Whether the container now loops after a restart for which no loop was noted; notes it.
  boolean isNewCrashLoop(String container, boolean loops, int restartCount) {
    if (!loops) {
      return false;
    }
    Integer before = crashLoops.put(container, restartCount);
    return before == null || before != restartCount;
  }

  /// Whether the pod became ready since it was last noted, or was not ready in between; notes it.
  boolean isNewReadiness(boolean nowReady, long sinceMillis) {
    boolean news = nowReady && (!ready || readySinceMillis != sinceMillis);
    ready = nowReady;
    readySinceMillis = sinceMillis;
    return news;
  }
}
