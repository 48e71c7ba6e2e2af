package watchbill.exporter.budgets;

import java.util.OptionalLong;
import java.util.Set;
import watchbill.core.AgentKey;
import watchbill.core.money.Period;

/// What some agents may spend in a period of the calendar.
///
/// @param name how it is called; not empty
/// @param tenant whose agents it covers; empty for all tenants'
/// @param roles the roles that it covers; all when empty
/// @param agents the agents that it covers, by name; all when empty
/// @param eachAgent whether every agent has it for its own, or all share it
/// @param picoUsd how much may be spent, if that is limited
/// @param tokens how many tokens may be consumed, if that is limited
public record Budget(
    String name,
    String tenant,
    Set<String> roles,
    Set<String> agents,
    Period period,
    boolean eachAgent,
    OptionalLong picoUsd,
    OptionalLong tokens) {
  public Budget {
    roles = Set.copyOf(roles);
    agents = Set.copyOf(agents);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("name: want a name, have none");
    }
    if (picoUsd.isEmpty() && tokens.isEmpty()) {
      throw new IllegalArgumentException("usd: want a limit in usd, in tokens or both, have none");
    }
  }

  /// Whether it covers an agent that has this role.
  boolean covers(AgentKey agent, String role) {
    return (tenant.isEmpty() || tenant.equals(agent.tenant()))
        && (roles.isEmpty() || roles.contains(role))
        && (agents.isEmpty() || agents.contains(agent.agent()));
  }
}
