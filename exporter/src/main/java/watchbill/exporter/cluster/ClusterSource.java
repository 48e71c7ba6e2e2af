package watchbill.exporter.cluster;

import java.util.List;
import java.util.Set;
import watchbill.connectors.kubernetes.Right;
import watchbill.connectors.kubernetes.SummaryPoll;
import watchbill.connectors.kubernetes.UsePoll;
import watchbill.connectors.kubernetes.WatchedKind;

/// The sources that ask an API server something: what each may have to do, and what it is for. All
/// that is said or given about rights is made from this.
public enum ClusterSource {
  PODS("kubernetes", "the agents' pods: state, restarts, causes of verdicts"),
  EVENTS("kubernetes_events", "why a pod does not run, as a verdict's cause"),
  ALL_PODS(
      "kubernetes_pods", "pods that `kubernetes.selector` leaves out, and all pods for the bill"),
  NODES("kubernetes_nodes", "nodes, what is on cordoned ones, shared GPUs, the bill"),
  CLAIMS("kubernetes_claims", "volumes, and their price"),
  STATEFUL_SETS("kubernetes_statefulsets", "rollouts, and whose a volume or an autoscaler is"),
  DEPLOYMENTS("kubernetes_deployments", "rollouts, and whose a budget or an autoscaler is"),
  METRICS("kubernetes_metrics", "what pods use: CPU and memory"),
  KUBELETS("kubelet", "what pods use: CPU, memory, disk and volumes"),
  DISRUPTION_BUDGETS("kubernetes_disruption_budgets", "disruption budgets, and what they block"),
  AUTOSCALERS("kubernetes_autoscalers", "autoscalers, their limits and flapping");

  /// In which namespaces a source looks.
  public enum Reach {
    /// In those that are watched.
    WATCHED,
    /// In those that are watched, and everywhere when the cluster is priced.
    BILLED
  }

  private final String source;
  private final String purpose;

  ClusterSource(String source, String purpose) {
    this.source = source;
    this.purpose = purpose;
  }

  /// Its name in `watchbill_source_up` and on `/-/ready`.
  public String source() {
    return source;
  }

  /// What it is for, in a few words.
  public String purpose() {
    return purpose;
  }

  /// In which namespaces it looks.
  public Reach reach() {
    return switch (this) {
      case ALL_PODS, CLAIMS, METRICS -> Reach.BILLED;
      case PODS,
          EVENTS,
          NODES,
          STATEFUL_SETS,
          DEPLOYMENTS,
          KUBELETS,
          DISRUPTION_BUDGETS,
          AUTOSCALERS ->
          Reach.WATCHED;
    };
  }

  /// What it may have to do.
  public List<Right> rights() {
    return switch (this) {
      case PODS, ALL_PODS -> List.of(WatchedKind.PODS.right());
      case EVENTS -> List.of(WatchedKind.EVENTS.right());
      case NODES -> List.of(WatchedKind.NODES.right());
      case CLAIMS -> List.of(WatchedKind.CLAIMS.right());
      case STATEFUL_SETS -> List.of(WatchedKind.STATEFUL_SETS.right());
      case DEPLOYMENTS -> List.of(WatchedKind.DEPLOYMENTS.right());
      case METRICS -> List.of(UsePoll.RIGHT);
      case KUBELETS -> // whom to ask, it hears from kubernetes_nodes
          List.of(new Right("", "nodes", List.of("list"), false), SummaryPoll.RIGHT);
      case DISRUPTION_BUDGETS -> List.of(WatchedKind.DISRUPTION_BUDGETS.right());
      case AUTOSCALERS -> List.of(WatchedKind.AUTOSCALERS.right());
    };
  }

  /// What asks for it; one is enough.
  public Set<ClusterWish> wishes() {
    return switch (this) {
      case PODS -> Set.of(ClusterWish.PODS);
      case EVENTS -> Set.of(ClusterWish.EVENTS);
      case ALL_PODS -> Set.of(ClusterWish.SELECTION, ClusterWish.RATES);
      case NODES ->
          Set.of(
              ClusterWish.NODES,
              ClusterWish.DISRUPTION,
              ClusterWish.GPUS,
              ClusterWish.KUBELETS,
              ClusterWish.RATES);
      case CLAIMS -> Set.of(ClusterWish.CLAIMS, ClusterWish.RATES);
      case STATEFUL_SETS ->
          Set.of(
              ClusterWish.WORKLOADS,
              ClusterWish.DISRUPTION,
              ClusterWish.AUTOSCALING,
              ClusterWish.CLAIMS);
      case DEPLOYMENTS ->
          Set.of(ClusterWish.WORKLOADS, ClusterWish.DISRUPTION, ClusterWish.AUTOSCALING);
      case METRICS -> Set.of(ClusterWish.METRICS);
      case KUBELETS -> Set.of(ClusterWish.KUBELETS);
      case DISRUPTION_BUDGETS -> Set.of(ClusterWish.DISRUPTION);
      case AUTOSCALERS -> Set.of(ClusterWish.AUTOSCALING);
    };
  }

  /// Whether a processor asks it, be it alone or with its exporter.
  public boolean processing() {
    return this == PODS || this == EVENTS;
  }

  /// Whether an exporter asks it, be it alone or with its processor.
  public boolean exporting() {
    return this != EVENTS;
  }

  /// Whether a Role in each namespace is enough for it.
  public boolean namespaced() {
    return rights().stream().allMatch(Right::namespaced);
  }
}
