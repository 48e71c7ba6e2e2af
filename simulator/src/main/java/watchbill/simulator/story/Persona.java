package watchbill.simulator.story;

import watchbill.core.AgentKey;

/// Who an agent of the fleet is, and where it runs.
///
/// @param number its place in the fleet, from 0
/// @param parent the agent of its tenant for which it works; empty for none
/// @param run tells this fleet from others; part of every id, so that two fleets never share one
public record Persona(
    AgentKey key,
    String parent,
    int number,
    String run,
    String role,
    String runtime,
    String namespace,
    String node,
    ModelProfile model) {
  /// The name of the agent's pod, which is the agent's own.
  public String pod() {
    return key.agent();
  }

  /// A name that no other agent and no other fleet uses.
  String id(String prefix, long count) {
    return prefix + run + "-" + Integer.toString(number, 36) + "-" + Long.toString(count, 36);
  }
}
