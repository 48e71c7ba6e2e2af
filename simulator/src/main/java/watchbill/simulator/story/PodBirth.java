package watchbill.simulator.story;

import java.util.Map;

/// How the pod of an agent begins: one ready container, made by the StatefulSet of its role.
final class PodBirth {
  private PodBirth() {}

  static SimulatedPod of(Persona persona, long createdAtMillis) {
    return new SimulatedPod(
        persona.namespace(),
        persona.pod(),
        Map.of(
            "app.kubernetes.io/name", persona.role(),
            "app.kubernetes.io/part-of", "agents",
            "watchbill/agent", persona.key().agent(),
            "watchbill/tenant", persona.key().tenant(),
            "watchbill/role", persona.role()),
        persona.node(),
        persona.role(),
        "Running",
        true,
        createdAtMillis,
        SimulatedContainer.fresh("agent"));
  }
}
