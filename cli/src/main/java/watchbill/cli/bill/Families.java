package watchbill.cli.bill;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import watchbill.core.AgentKey;

/// Agents with those that work for them: what a sub-agent spends stands in the line of the agent at
/// the head, and nowhere else. Agents that work for one another in a circle stand for themselves.
final class Families {
  private final Map<AgentKey, AgentSpend> agents;

  Families(Map<AgentKey, AgentSpend> agents) {
    this.agents = agents;
  }

  Section section() {
    Map<AgentKey, Line> lines = new HashMap<>();
    for (AgentSpend agent : agents.values()) {
      if (agent.models().isEmpty() && agent.tasks().isEmpty()) {
        continue;
      }
      AgentKey head = headOf(agent.key);
      boolean isSub = !head.equals(agent.key);
      List<BigInteger> amounts = new ArrayList<>();
      amounts.add(isSub ? agent.picoUsd() : BigInteger.ZERO);
      amounts.addAll(agent.amounts());
      Line line =
          new Line(
              List.of(head.tenant(), head.agent()),
              List.of(isSub ? 1L : 0L, agent.responses(), agent.tokens(), agent.unpricedTokens()),
              amounts);
      lines.merge(head, line, Line::plus);
    }
    List<Column> amounts = new ArrayList<>(List.of(Column.shown("sub_agents_usd")));
    amounts.addAll(UseAmounts.columns());
    return new Section(
        "agents",
        "By agent, with its sub-agents",
        List.of(Columns.TENANT, "agent"),
        List.of(Column.shown("sub_agents"), Columns.RESPONSES, Columns.TOKENS, Columns.UNPRICED),
        amounts,
        Columns.sorted(lines.values()),
        true);
  }

  /// Whose work the agent's is in the end.
  private AgentKey headOf(AgentKey agent) {
    Set<AgentKey> seen = new HashSet<>();
    AgentKey head = agent;
    while (seen.add(head)) {
      AgentSpend known = agents.get(head);
      if (known == null || known.parent.isEmpty()) {
        return head;
      }
      head = new AgentKey(head.tenant(), known.parent);
    }
    return agent;
  }
}
