package watchbill.simulator.story;

import java.util.Map;

/// The pod of one agent as the API server would show it. It has one container.
///
/// @param namespace named as the tenant
/// @param labels the pod's labels, from which [watchbill.core.AgentIdentity#DEFAULT] tells agent
///   and role
/// @param owner the StatefulSet that made it
/// @param phase `Running`: the only one that this fleet's pods are ever in
/// @param createdAtMillis in milliseconds since the epoch
public record SimulatedPod(
    String namespace,
    String name,
    Map<String, String> labels,
    String node,
    String owner,
    String phase,
    boolean ready,
    long createdAtMillis,
    SimulatedContainer container) {
  public SimulatedPod {
    labels = Map.copyOf(labels);
  }

  /// The same pod, ready or not, with its container in another state.
  SimulatedPod with(boolean nowReady, SimulatedContainer nowContainer) {
    return new SimulatedPod(
        namespace, name, labels, node, owner, phase, nowReady, createdAtMillis, nowContainer);
  }
}
