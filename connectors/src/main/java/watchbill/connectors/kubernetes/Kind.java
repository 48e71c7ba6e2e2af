package watchbill.connectors.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import java.util.Set;
import java.util.function.Function;

/// A kind of object that can be watched.
///
/// @param what which one it is
/// @param fieldSelector in Kubernetes' own syntax; empty for all
/// @param place where the API server keeps the objects of one namespace, or of all
/// @param reader reduces one to what is kept of it; never throws
record Kind<T extends HasMetadata, V extends ClusterObject>(
    WatchedKind what, String fieldSelector, Place<T> place, Function<T, V> reader) {

  /// Where the objects of a namespace are; empty means all.
  interface Place<T extends HasMetadata> {
    AnyNamespaceOperation<T, ? extends KubernetesResourceList<T>, ?> of(
        KubernetesClient client, String namespace);
  }

  /// Its name, as it stands in the API's paths.
  String plural() {
    return what.right().resource();
  }

  static Kind<Pod, PodView> pods(Set<String> labelKeys) {
    return new Kind<>(
        WatchedKind.PODS,
        "",
        (client, namespace) ->
            namespace.isEmpty()
                ? client.pods().inAnyNamespace()
                : client.pods().inNamespace(namespace),
        new PodReader(labelKeys)::read);
  }

  static Kind<Node, NodeView> nodes() {
    return new Kind<>(WatchedKind.NODES, "", (client, _) -> client.nodes(), NodeReader::read);
  }

  static Kind<PersistentVolumeClaim, ClaimView> claims(Set<String> labelKeys) {
    return new Kind<>(
        WatchedKind.CLAIMS,
        "",
        (client, namespace) ->
            namespace.isEmpty()
                ? client.persistentVolumeClaims().inAnyNamespace()
                : client.persistentVolumeClaims().inNamespace(namespace),
        new ClaimReader(labelKeys)::read);
  }

  static Kind<StatefulSet, WorkloadView> statefulSets() {
    return new Kind<>(
        WatchedKind.STATEFUL_SETS,
        "",
        (client, namespace) ->
            namespace.isEmpty()
                ? client.apps().statefulSets().inAnyNamespace()
                : client.apps().statefulSets().inNamespace(namespace),
        WorkloadReader::read);
  }

  static Kind<Deployment, WorkloadView> deployments() {
    return new Kind<>(
        WatchedKind.DEPLOYMENTS,
        "",
        (client, namespace) ->
            namespace.isEmpty()
                ? client.apps().deployments().inAnyNamespace()
                : client.apps().deployments().inNamespace(namespace),
        WorkloadReader::read);
  }

  static Kind<PodDisruptionBudget, DisruptionBudgetView> disruptionBudgets() {
    return new Kind<>(
        WatchedKind.DISRUPTION_BUDGETS,
        "",
        (client, namespace) ->
            namespace.isEmpty()
                ? client.policy().v1().podDisruptionBudget().inAnyNamespace()
                : client.policy().v1().podDisruptionBudget().inNamespace(namespace),
        DisruptionBudgetReader::read);
  }

  static Kind<HorizontalPodAutoscaler, AutoscalerView> autoscalers() {
    return new Kind<>(
        WatchedKind.AUTOSCALERS,
        "",
        (client, namespace) ->
            namespace.isEmpty()
                ? client.autoscaling().v2().horizontalPodAutoscalers().inAnyNamespace()
                : client.autoscaling().v2().horizontalPodAutoscalers().inNamespace(namespace),
        AutoscalerReader::read);
  }

  /// The events about pods. They are the same objects in the core API and in `events.k8s.io`.
  static Kind<Event, EventView> events() {
    return new Kind<>(
        WatchedKind.EVENTS,
        "involvedObject.kind=Pod",
        (client, namespace) ->
            namespace.isEmpty()
                ? client.v1().events().inAnyNamespace()
                : client.v1().events().inNamespace(namespace),
        EventReader::read);
  }
}
