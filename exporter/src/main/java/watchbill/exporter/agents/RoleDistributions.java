package watchbill.exporter.agents;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.SpendFamilies.RoleLabels;
import watchbill.metrics.catalogue.SpendFamilies.TaskLabels;
import watchbill.metrics.catalogue.TaskFamilies;
import watchbill.metrics.catalogue.TaskFamilies.PhaseLabels;

/// What tasks cost, how long they and the ways back to work take and what sessions consume, for all
/// agents of a role together: a histogram for each agent would be a dozen series each. An agent's
/// values stay with the role in which they were told first, so that no histogram ever shrinks. Safe
/// from any thread.
final class RoleDistributions {
  /// So many roles of one tenant are told apart; a role is any text that an agent sends.
  private static final int ROLES = 64;

  private static final double MILLIS = 1000.0;

  final SharedDistribution<TaskLabels> taskCosts =
      new SharedDistribution<>(SpendFamilies.TASK_COST, Dollars::ofPico);
  final SharedDistribution<RoleLabels> sessionTokens =
      new SharedDistribution<>(SpendFamilies.SESSION_TOKENS, sum -> (double) sum);
  final SharedDistribution<TaskLabels> taskDurations =
      new SharedDistribution<>(TaskFamilies.TASK_DURATION, sum -> sum / MILLIS);
  final SharedDistribution<PhaseLabels> recoveries =
      new SharedDistribution<>(TaskFamilies.RECOVERY, sum -> sum / MILLIS);
  private final Map<String, Set<String>> roles = new HashMap<>();

  synchronized void told(Signal.TaskCosts told, String role) {
    AgentKey agent = told.agent();
    TaskLabels labels = new TaskLabels(agent.tenant(), bounded(agent, role), told.kind());
    taskCosts.told(agent, told.kind(), told.costs(), labels);
  }

  synchronized void told(Signal.SessionTokens told, String role) {
    AgentKey agent = told.agent();
    RoleLabels labels = new RoleLabels(agent.tenant(), bounded(agent, role));
    sessionTokens.told(agent, "", told.tokens(), labels);
  }

  synchronized void told(Signal.TaskDurations told, String role) {
    AgentKey agent = told.agent();
    TaskLabels labels = new TaskLabels(agent.tenant(), bounded(agent, role), told.kind());
    taskDurations.told(agent, told.kind(), told.millis(), labels);
  }

  synchronized void told(Signal.Recovered told, String role) {
    AgentKey agent = told.agent();
    String phase = told.phase().name().toLowerCase(Locale.ROOT);
    PhaseLabels labels = new PhaseLabels(agent.tenant(), bounded(agent, role), phase);
    recoveries.told(agent, phase, told.millis(), labels);
  }

  private String bounded(AgentKey agent, String role) {
    Set<String> known = roles.computeIfAbsent(agent.tenant(), _ -> new HashSet<>());
    return known.contains(role) || (known.size() < ROLES && known.add(role)) ? role : Home.OTHER;
  }
}
