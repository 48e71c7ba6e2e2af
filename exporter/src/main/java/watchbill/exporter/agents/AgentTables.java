package watchbill.exporter.agents;

import java.util.List;
import java.util.stream.Stream;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.ActivityFamilies.CauseLabels;
import watchbill.metrics.catalogue.ActivityFamilies.OutcomeLabels;
import watchbill.metrics.catalogue.ActivityFamilies.StateLabels;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.SpendFamilies.ModelLabels;
import watchbill.metrics.catalogue.SpendFamilies.TokenLabels;
import watchbill.metrics.exposition.SeriesTable;

/// The tables of all families that signals fill.
final class AgentTables {
  final SeriesTable<AgentLabels> activeSessions =
      new SeriesTable<>(ActivityFamilies.ACTIVE_SESSIONS);
  final SeriesTable<AgentLabels> queueDepth =
      new SeriesTable<>(ActivityFamilies.REQUEST_QUEUE_DEPTH);
  final SeriesTable<StateLabels> state = new SeriesTable<>(ActivityFamilies.STATE);
  final SeriesTable<CauseLabels> stuck = new SeriesTable<>(ActivityFamilies.STUCK);

  final SeriesTable<AgentLabels> lastProgress = new SeriesTable<>(ActivityFamilies.LAST_PROGRESS);
  final SeriesTable<OutcomeLabels> toolCalls = new SeriesTable<>(ActivityFamilies.TOOL_CALLS);
  final SeriesTable<OutcomeLabels> tasks = new SeriesTable<>(ActivityFamilies.TASKS);
  final SeriesTable<TokenLabels> tokens = new SeriesTable<>(SpendFamilies.TOKENS_CONSUMED);
  final SeriesTable<ModelLabels> responses = new SeriesTable<>(SpendFamilies.MODEL_RESPONSES);
  final SeriesTable<ModelLabels> cost = new SeriesTable<>(SpendFamilies.COST);
  final SeriesTable<ModelLabels> unpriced = new SeriesTable<>(SpendFamilies.UNPRICED_TOKENS);

  /// What holds now, and is unknown once the agents cannot be heard.
  final List<SeriesTable<?>> states = List.of(activeSessions, queueDepth, state, stuck);

  /// What stays true: totals and times.
  final List<SeriesTable<?>> totals =
      List.of(lastProgress, toolCalls, tasks, tokens, responses, cost, unpriced);

  List<SeriesTable<?>> all() {
    return Stream.concat(states.stream(), totals.stream()).toList();
  }
}
