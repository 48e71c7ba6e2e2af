package watchbill.cli.bill;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The bill by whose agents spent it, and on what.
final class AgentSections {
  /// The outcome of what an agent spent on no task, or on tasks whose end nobody told.
  private static final String REST = "no_ended_task";

  private AgentSections() {}

  static Section tenants(Collection<AgentSpend> agents) {
    Map<String, Line> lines = new HashMap<>();
    for (AgentSpend agent : agents) {
      String tenant = agent.key.tenant();
      Line line =
          new Line(
              List.of(tenant),
              List.of(1L, agent.responses(), agent.tokens(), agent.unpricedTokens()),
              agent.amounts());
      lines.merge(tenant, line, Line::plus);
    }
    return new Section(
        "tenants",
        "By tenant",
        List.of(Columns.TENANT),
        List.of(Column.shown("agents"), Columns.RESPONSES, Columns.TOKENS, Columns.UNPRICED),
        UseAmounts.columns(),
        Columns.sorted(lines.values()),
        true);
  }

  static Section agents(Collection<AgentSpend> agents) {
    return new Section(
        "agents",
        "By agent",
        List.of(Columns.TENANT, "agent"),
        List.of(Columns.RESPONSES, Columns.TOKENS, Columns.UNPRICED),
        UseAmounts.columns(),
        Columns.sorted(agents.stream().map(AgentSections::line).toList()),
        true);
  }

  private static Line line(AgentSpend agent) {
    return new Line(
        List.of(agent.key.tenant(), agent.key.agent()),
        List.of(agent.responses(), agent.tokens(), agent.unpricedTokens()),
        agent.amounts());
  }

  static Section tasks(Collection<AgentSpend> agents) {
    List<Line> lines = new ArrayList<>();
    agents.forEach(agent -> addTasks(agent, lines));
    return new Section(
        "tasks",
        "By task",
        List.of(Columns.TENANT, "agent", "task", "kind", "outcome"),
        List.of(Column.detail("runs"), Columns.TOKENS, Columns.UNPRICED),
        UseAmounts.columns(),
        Columns.sorted(lines),
        true);
  }

  private static void addTasks(AgentSpend agent, List<Line> lines) {
    long tokens = agent.tokens();
    long unpriced = agent.unpricedTokens();
    List<BigInteger> amounts = agent.amounts();
    for (TaskSpend task : agent.tasks()) {
      lines.add(
          new Line(
              List.of(
                  agent.key.tenant(),
                  agent.key.agent(),
                  task.name,
                  task.kind,
                  task.outcome.name().toLowerCase(Locale.ROOT)),
              List.of(task.runs, task.tokens, task.unpricedTokens),
              task.amounts));
      tokens -= task.tokens;
      unpriced -= task.unpricedTokens;
      amounts = UseAmounts.plus(amounts, task.amounts, -1);
    }
    if (tokens != 0 || amounts.getLast().signum() != 0) {
      lines.add(
          new Line(
              List.of(agent.key.tenant(), agent.key.agent(), "", "", REST),
              List.of(0L, tokens, unpriced),
              amounts));
    }
  }
}
