package watchbill.connectors.kubernetes;

import java.util.List;

/// The kinds of objects that a [ClusterWatch] can list and watch, with the right that this takes.
public enum WatchedKind {
  PODS("", "pods", true),
  EVENTS("", "events", true),
  NODES("", "nodes", false),
  CLAIMS("", "persistentvolumeclaims", true),
  STATEFUL_SETS("apps", "statefulsets", true),
  DEPLOYMENTS("apps", "deployments", true),
  DISRUPTION_BUDGETS("policy", "poddisruptionbudgets", true),
  AUTOSCALERS("autoscaling", "horizontalpodautoscalers", true);

  private final String group;
  private final String plural;
  private final boolean namespaced;

  WatchedKind(String group, String plural, boolean namespaced) {
    this.group = group;
    this.plural = plural;
    this.namespaced = namespaced;
  }

  /// What watching them takes.
  public Right right() {
    return new Right(group, plural, List.of("list", "watch"), namespaced);
  }
}
