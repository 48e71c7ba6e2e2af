package watchbill.sources.kubernetes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;

/// Whose the pods are that are there now: an event names a pod and not its labels. Written by who
/// watches pods; safe from any thread.
public final class KnownPods {
  private final Map<String, AgentKey> byUid = new ConcurrentHashMap<>();

  /// The agent of the pod with this uid; null when there is none.
  @Nullable AgentKey agent(String uid) {
    return byUid.get(uid);
  }

  void put(String uid, AgentKey agent) {
    byUid.put(uid, agent);
  }

  void remove(String uid) {
    byUid.remove(uid);
  }
}
