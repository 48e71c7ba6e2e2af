package watchbill.exporter.agents;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.money.Distribution;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.SpendFamilies.RoleLabels;
import watchbill.metrics.catalogue.SpendFamilies.TaskLabels;
import watchbill.metrics.exposition.HistogramTable;
import watchbill.metrics.exposition.HistogramValue;
import watchbill.metrics.exposition.NativeBuckets;

/// What tasks cost and what sessions consume, for all agents of a role together: a histogram for
/// each agent would be a dozen series each. An agent's values stay with the role in which they were
/// told first, so that no histogram ever shrinks. Safe from any thread.
final class RoleDistributions {
  /// So many roles of one agent are told apart; a role is any text that an agent sends.
  private static final int ROLES = 16;

  private static final String OTHER_ROLES = "_other";

  private record Kind(AgentKey agent, String kind) {}

  final HistogramTable<TaskLabels> taskCosts = new HistogramTable<>(SpendFamilies.TASK_COST);
  final HistogramTable<RoleLabels> sessionTokens =
      new HistogramTable<>(SpendFamilies.SESSION_TOKENS);
  private final Map<Kind, Distribution> costsTold = new HashMap<>();
  private final Map<AgentKey, Distribution> tokensTold = new HashMap<>();
  private final Map<AgentKey, Set<String>> roles = new HashMap<>();
  private final Map<TaskLabels, Distribution> costs = new HashMap<>();
  private final Map<RoleLabels, Distribution> tokens = new HashMap<>();

  synchronized void told(Signal.TaskCosts told, String role) {
    Distribution before = costsTold.put(new Kind(told.agent(), told.kind()), told.costs());
    TaskLabels labels =
        new TaskLabels(told.agent().tenant(), bounded(told.agent(), role), told.kind());
    Distribution all = costs.merge(labels, more(told.costs(), before), Distribution::plus);
    taskCosts
        .series(labels)
        .set(HistogramValue.of(SpendFamilies.TASK_COST, Dollars.ofPico(all.sum()), buckets(all)));
  }

  synchronized void told(Signal.SessionTokens told, String role) {
    Distribution before = tokensTold.put(told.agent(), told.tokens());
    RoleLabels labels = new RoleLabels(told.agent().tenant(), bounded(told.agent(), role));
    Distribution all = tokens.merge(labels, more(told.tokens(), before), Distribution::plus);
    sessionTokens
        .series(labels)
        .set(HistogramValue.of(SpendFamilies.SESSION_TOKENS, (double) all.sum(), buckets(all)));
  }

  private String bounded(AgentKey agent, String role) {
    Set<String> known = roles.computeIfAbsent(agent, _ -> new HashSet<>());
    return known.contains(role) || (known.size() < ROLES && known.add(role)) ? role : OTHER_ROLES;
  }

  private static Distribution more(Distribution now, @Nullable Distribution before) {
    return before == null ? now : now.minus(before);
  }

  private static NativeBuckets buckets(Distribution all) {
    return NativeBuckets.of(all.zeros(), all.buckets(), all.counts());
  }
}
