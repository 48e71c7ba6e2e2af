package watchbill.cli.bill;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.ModelBill;
import watchbill.core.port.SignalSink;

/// Draws up the bill from the signals of a fleet. Of each agent only the totals are kept, and its
/// ended tasks. One thread.
public final class BillTally implements SignalSink {
  private final Map<AgentKey, AgentSpend> agents = new HashMap<>();
  private long fromMillis = Long.MAX_VALUE;
  private long toMillis;

  @Override
  public void accept(Signal signal) {
    switch (signal) {
      case Signal.TokensConsumed tokens -> {
        fromMillis = Math.min(fromMillis, tokens.atMillis());
        toMillis = Math.max(toMillis, tokens.atMillis());
        of(tokens.agent()).consumed(tokens);
      }
      case Signal.SpendChanged changed -> of(changed.agent()).uses = changed.standing().uses();
      case Signal.TaskSpent spent -> of(spent.agent()).ended(spent);
      case Signal.ParentLearned learned -> of(learned.agent()).parent = learned.parent();
      default -> {
        // Says nothing of money.
      }
    }
  }

  /// The bill so far.
  ///
  /// @param rollUp whether the section of agents adds what sub-agents spent to the agents for which
  ///   they worked, in place of lines of their own
  public Bill bill(boolean rollUp) {
    List<AgentSpend> spends =
        agents.values().stream()
            .filter(agent -> !agent.models().isEmpty() || !agent.tasks().isEmpty())
            .toList();
    Section agentLines = rollUp ? new Families(agents).section() : AgentSections.agents(spends);
    return new Bill(
        fromMillis == Long.MAX_VALUE ? 0 : fromMillis,
        toMillis,
        agentLines.picoUsd(),
        spends.stream().mapToLong(AgentSpend::responses).reduce(0, Usage::sum),
        spends.stream().mapToLong(AgentSpend::tokens).reduce(0, Usage::sum),
        spends.stream().mapToLong(AgentSpend::unpricedTokens).reduce(0, Usage::sum),
        spends.stream()
            .flatMap(agent -> agent.models().stream())
            .mapToLong(ModelBill::staleResponses)
            .reduce(0, Usage::sum),
        List.of(
            AgentSections.tenants(spends),
            agentLines,
            AgentSections.tasks(spends),
            ModelSections.models(spends),
            ModelSections.kinds(spends),
            ModelSections.uses(spends)));
  }

  private AgentSpend of(AgentKey agent) {
    return agents.computeIfAbsent(agent, AgentSpend::new);
  }
}
