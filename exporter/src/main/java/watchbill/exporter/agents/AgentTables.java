package watchbill.exporter.agents;

import java.util.List;
import java.util.stream.Stream;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.ActivityFamilies.CauseLabels;
import watchbill.metrics.catalogue.ActivityFamilies.OutcomeLabels;
import watchbill.metrics.catalogue.ActivityFamilies.StateLabels;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SelfFamilies.TenantLabels;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.SpendFamilies.CostLabels;
import watchbill.metrics.catalogue.SpendFamilies.ModelLabels;
import watchbill.metrics.catalogue.SpendFamilies.ParentLabels;
import watchbill.metrics.catalogue.SpendFamilies.PeriodLabels;
import watchbill.metrics.catalogue.SpendFamilies.TokenLabels;
import watchbill.metrics.catalogue.SpendFamilies.UseLabels;
import watchbill.metrics.catalogue.TaskFamilies;
import watchbill.metrics.catalogue.TaskFamilies.KindLabels;
import watchbill.metrics.catalogue.TaskFamilies.TierLabels;
import watchbill.metrics.catalogue.VerdictFamilies;
import watchbill.metrics.catalogue.VerdictFamilies.LoopLabels;
import watchbill.metrics.exposition.SeriesTable;
import watchbill.metrics.exposition.Table;

/// The tables of all families that signals fill.
final class AgentTables {
  final SeriesTable<AgentLabels> activeSessions =
      new SeriesTable<>(ActivityFamilies.ACTIVE_SESSIONS);
  final SeriesTable<AgentLabels> queueDepth =
      new SeriesTable<>(ActivityFamilies.REQUEST_QUEUE_DEPTH);
  final SeriesTable<StateLabels> state = new SeriesTable<>(ActivityFamilies.STATE);
  final SeriesTable<CauseLabels> stuck = new SeriesTable<>(ActivityFamilies.STUCK);
  final SeriesTable<CauseLabels> suspect = new SeriesTable<>(VerdictFamilies.SUSPECT);
  final SeriesTable<AgentLabels> callStarted = new SeriesTable<>(VerdictFamilies.CALL_STARTED);
  final SeriesTable<AgentLabels> humanWaitStarted =
      new SeriesTable<>(VerdictFamilies.HUMAN_WAIT_STARTED);
  final SeriesTable<AgentLabels> gapStarted =
      new SeriesTable<>(VerdictFamilies.TELEMETRY_GAP_STARTED);
  final SeriesTable<TenantLabels> overflowing = new SeriesTable<>(SelfFamilies.OVERFLOWING_AGENTS);
  final IncidentSlots incidents = new IncidentSlots();

  final SeriesTable<LoopLabels> loops = new SeriesTable<>(VerdictFamilies.LOOPS);
  final SeriesTable<AgentLabels> humanWait = new SeriesTable<>(VerdictFamilies.HUMAN_WAIT);
  final SeriesTable<CauseLabels> interruptedTasks =
      new SeriesTable<>(TaskFamilies.INTERRUPTED_TASKS);
  final SeriesTable<CauseLabels> interruptedTokens =
      new SeriesTable<>(TaskFamilies.INTERRUPTED_TOKENS);
  final SeriesTable<CauseLabels> interruptedCost = new SeriesTable<>(TaskFamilies.INTERRUPTED_COST);
  final SeriesTable<CauseLabels> interruptedTime = new SeriesTable<>(TaskFamilies.INTERRUPTED_TIME);
  final SeriesTable<TierLabels> contextReductions =
      new SeriesTable<>(TaskFamilies.CONTEXT_REDUCTIONS);
  final SeriesTable<AgentLabels> missedKills =
      new SeriesTable<>(TaskFamilies.GOVERNOR_MISSED_KILLS);
  final SeriesTable<AgentLabels> bouncedTasks = new SeriesTable<>(TaskFamilies.BOUNCED_TASKS);
  final SeriesTable<AgentLabels> duplicateExecutions =
      new SeriesTable<>(TaskFamilies.DUPLICATE_EXECUTIONS);
  final SeriesTable<KindLabels> missedDeadlines = new SeriesTable<>(TaskFamilies.MISSED_DEADLINES);

  final SeriesTable<AgentLabels> lastProgress = new SeriesTable<>(ActivityFamilies.LAST_PROGRESS);
  final SeriesTable<OutcomeLabels> toolCalls = new SeriesTable<>(ActivityFamilies.TOOL_CALLS);
  final SeriesTable<OutcomeLabels> tasks = new SeriesTable<>(ActivityFamilies.TASKS);
  final SeriesTable<TokenLabels> tokens = new SeriesTable<>(SpendFamilies.TOKENS_CONSUMED);
  final SeriesTable<ModelLabels> responses = new SeriesTable<>(SpendFamilies.MODEL_RESPONSES);
  final SeriesTable<CostLabels> cost = new SeriesTable<>(SpendFamilies.COST);
  final SeriesTable<ModelLabels> unpriced = new SeriesTable<>(SpendFamilies.UNPRICED_TOKENS);
  final SeriesTable<ModelLabels> pricedLater = new SeriesTable<>(SpendFamilies.PRICED_LATER_TOKENS);
  final SeriesTable<ModelLabels> stale = new SeriesTable<>(SpendFamilies.STALE_RESPONSES);
  final SeriesTable<UseLabels> settled = new SeriesTable<>(SpendFamilies.SETTLED_COST);
  final SeriesTable<AgentLabels> open = new SeriesTable<>(SpendFamilies.OPEN_COST);
  final SeriesTable<PeriodLabels> toDateCost = new SeriesTable<>(SpendFamilies.TO_DATE_COST);
  final SeriesTable<PeriodLabels> toDateTokens = new SeriesTable<>(SpendFamilies.TO_DATE_TOKENS);
  final SeriesTable<ParentLabels> parents = new SeriesTable<>(SpendFamilies.PARENT_INFO);

  /// What holds now, and is unknown once the agents cannot be heard.
  final List<SeriesTable<?>> states =
      List.of(
          activeSessions,
          queueDepth,
          state,
          stuck,
          suspect,
          callStarted,
          humanWaitStarted,
          gapStarted,
          incidents.table);

  /// What stays true: totals and times.
  final List<SeriesTable<?>> totals =
      List.of(
          lastProgress,
          toolCalls,
          tasks,
          parents,
          loops,
          humanWait,
          interruptedTasks,
          interruptedTokens,
          interruptedCost,
          interruptedTime,
          contextReductions,
          missedKills,
          bouncedTasks,
          duplicateExecutions,
          missedDeadlines,
          overflowing);

  /// What is spent: all of one moment, since the sums of one must be those of another.
  final List<SeriesTable<?>> spend =
      List.of(
          tokens,
          responses,
          cost,
          unpriced,
          pricedLater,
          stale,
          settled,
          open,
          toDateCost,
          toDateTokens);

  final RoleDistributions distributions = new RoleDistributions();

  /// Those of them that are of all agents of a role.
  final List<Table> histograms =
      List.of(
          distributions.taskCosts.table,
          distributions.sessionTokens.table,
          distributions.taskDurations.table,
          distributions.recoveries.table);

  List<Table> all() {
    return Stream.of(states, totals, spend, histograms).<Table>flatMap(List::stream).toList();
  }
}
