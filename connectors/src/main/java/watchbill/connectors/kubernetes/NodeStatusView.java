package watchbill.connectors.kubernetes;

import java.util.Map;

/// How a node is.
///
/// @param cordoned whether no more pods are placed on it, because somebody marked it unschedulable
///   or an autoscaler empties it
/// @param cordonedSinceMillis since when, by its taints, in milliseconds since the epoch; -1 when
///   not said
/// @param podCapacity how many pods it can run at most; 0 when not said
/// @param podsAllocatable how many of those may be placed on it; 0 when not said
/// @param conditions those that Kubernetes itself writes, by their type, as far as it wrote them
public record NodeStatusView(
    boolean cordoned,
    long cordonedSinceMillis,
    long podCapacity,
    long podsAllocatable,
    Map<String, StatusCondition> conditions) {
  /// Nothing is said.
  public static final NodeStatusView NONE = new NodeStatusView(false, Said.NO_TIME, 0, 0, Map.of());

  public NodeStatusView {
    conditions = Map.copyOf(conditions);
  }
}
