package watchbill.core;

import java.util.Map;
import java.util.Set;

/// Whose a pod is. The tenant comes from the pod's namespace, the agent and its role from labels; a
/// pod without the agent's label is an agent of its own, named as the pod.
///
/// @param agentLabel the label with the agent's name; not empty
/// @param roleLabel the label with the agent's role; not empty
/// @param tenants the tenant of a namespace that is not named as its tenant
public record AgentIdentity(String agentLabel, String roleLabel, Map<String, String> tenants) {
  /// Our own label for the agent and Kubernetes' recommended one for the role
  /// (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/).
  public static final AgentIdentity DEFAULT =
      new AgentIdentity("watchbill.io/agent", "app.kubernetes.io/component", Map.of());

  public AgentIdentity {
    tenants = Map.copyOf(tenants);
    if (agentLabel.isEmpty()) {
      throw new IllegalArgumentException("agents.agentLabel: want a label, have none");
    }
    if (roleLabel.isEmpty()) {
      throw new IllegalArgumentException("agents.roleLabel: want a label, have none");
    }
    if (tenants.containsKey("") || tenants.containsValue("")) {
      throw new IllegalArgumentException(
          "agents.tenants: want no empty namespace or tenant, have " + tenants);
    }
  }

  /// The labels that it reads.
  public Set<String> labels() {
    return agentLabel.equals(roleLabel) ? Set.of(agentLabel) : Set.of(agentLabel, roleLabel);
  }

  /// The agent that runs in this pod.
  ///
  /// @param namespace not empty
  /// @param pod the pod's name; not empty
  /// @param labels the pod's labels, or at least [#labels]
  public AgentKey agent(String namespace, String pod, Map<String, String> labels) {
    String named = labels.getOrDefault(agentLabel, "");
    return new AgentKey(tenants.getOrDefault(namespace, namespace), named.isEmpty() ? pod : named);
  }

  /// The agent's role; empty when the pod has no such label.
  public String role(Map<String, String> labels) {
    return labels.getOrDefault(roleLabel, "");
  }
}
