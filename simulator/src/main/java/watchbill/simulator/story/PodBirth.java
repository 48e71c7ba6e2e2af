package watchbill.simulator.story;

import java.util.Map;
import watchbill.core.AgentIdentity;

/// How the pod of an agent begins: one ready container, made by the StatefulSet of its role.
final class PodBirth {
  private PodBirth() {}

  static SimulatedPod of(Persona persona, long createdAtMillis) {
    return new SimulatedPod(
        persona.namespace(),
        persona.pod(),
        Map.of(
            AgentIdentity.DEFAULT.agentLabel(),
            persona.key().agent(),
            AgentIdentity.DEFAULT.roleLabel(),
            persona.role(),
            "app.kubernetes.io/part-of",
            "agents"),
        persona.node(),
        persona.role(),
        "Running",
        true,
        createdAtMillis,
        SimulatedContainer.fresh("agent"));
  }
}
