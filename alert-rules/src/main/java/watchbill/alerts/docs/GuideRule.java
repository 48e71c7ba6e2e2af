package watchbill.alerts.docs;

import java.util.List;

/// An alert that the guides print, which the house has under the same name.
///
/// @param expression as it is printed
/// @param wrong what it does, or does not, when it is used as it is printed
/// @param ours what the house's does instead
record GuideRule(String name, String expression, String wrong, String ours) {
  /// All of them.
  static final List<GuideRule> ALL =
      List.of(
          new GuideRule(
              "AgentPodCrashLooping",
              "rate(kube_pod_container_status_restarts_total{namespace=\"ai-agents\",container=\"agent\"}[15m])"
                  + " > 0.1",
              "It cannot fire. A rate is per second, so it wants 90 restarts in 15 minutes; the kubelet's"
                  + " pauses of up to 5 minutes allow 7.",
              "Asks for the pause itself."),
          new GuideRule(
              "AgentHighSessionCount",
              "agent_active_sessions > 15",
              "It fires for each scraped target, and anew when a target changes; its words hold the number.",
              "One alert for an agent, with the same limit."),
          new GuideRule(
              "MemorySpineReplicationLag",
              "memory_spine_replication_lag_seconds > 5",
              "A copy that stops telling its lag has none, and is quiet.",
              "The same limit; a lag that nobody knows has an alert of its own."),
          new GuideRule(
              "MemorySpineStorageHigh",
              "(memory_spine_storage_used_bytes / memory_spine_storage_total_bytes) > 0.85",
              "A store that does not know its size, and says 0, is infinitely full: it fires for ever.",
              "The same limit, where the size is known."),
          new GuideRule(
              "AgentTokenBudgetExhausted",
              "rate(agent_tokens_consumed_total[1h]) * 24 > agent_daily_token_budget",
              "It fires 3,600 times too late: tokens a second are taken for tokens an hour. And one busy"
                  + " hour is taken for a day.",
              "Adds what was used since the day began to what the rest of it will need."));
}
