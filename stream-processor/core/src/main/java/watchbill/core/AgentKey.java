package watchbill.core;

/// Who is meant: one agent of one tenant. The tenant comes from the subject, the namespace or the
/// credential that brought the event, never from its payload.
///
/// @param tenant who pays; not empty
/// @param agent the agent's name, unique within its tenant; not empty. An agent is not one pod: it
///   may move, and several may share one
public record AgentKey(String tenant, String agent) {
  private static final String ALL = "_all";

  public AgentKey {
    if (tenant.isEmpty() || agent.isEmpty()) {
      throw new IllegalArgumentException(
          "agent key: want a tenant and an agent, have \"" + tenant + "\" and \"" + agent + "\"");
    }
  }

  /// All agents of the tenant together.
  public static AgentKey wholeTenant(String tenant) {
    return new AgentKey(tenant, ALL);
  }

  /// Whether all agents of the tenant are meant.
  public boolean isWholeTenant() {
    return agent.equals(ALL);
  }

  @Override
  public String toString() {
    return tenant + "/" + agent;
  }
}
