package watchbill.exporter.budgets;

import java.util.List;
import java.util.stream.Stream;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.BudgetFamilies;
import watchbill.metrics.catalogue.BudgetFamilies.BudgetLabels;
import watchbill.metrics.exposition.SeriesTable;

/// The tables of all families about budgets.
final class BudgetTables {
  final SeriesTable<AgentLabels> daily = new SeriesTable<>(BudgetFamilies.DAILY_TOKEN_BUDGET);
  final SeriesTable<BudgetLabels> limitCost = new SeriesTable<>(BudgetFamilies.LIMIT_COST);
  final SeriesTable<BudgetLabels> limitTokens = new SeriesTable<>(BudgetFamilies.LIMIT_TOKENS);
  final SeriesTable<BudgetLabels> spentCost = new SeriesTable<>(BudgetFamilies.SPENT_COST);
  final SeriesTable<BudgetLabels> spentTokens = new SeriesTable<>(BudgetFamilies.SPENT_TOKENS);
  final SeriesTable<BudgetLabels> burnCost = new SeriesTable<>(BudgetFamilies.BURN_COST);
  final SeriesTable<BudgetLabels> burnTokens = new SeriesTable<>(BudgetFamilies.BURN_TOKENS);
  final SeriesTable<BudgetLabels> forecastCost = new SeriesTable<>(BudgetFamilies.FORECAST_COST);
  final SeriesTable<BudgetLabels> forecastTokens =
      new SeriesTable<>(BudgetFamilies.FORECAST_TOKENS);
  final SeriesTable<BudgetLabels> exhausted = new SeriesTable<>(BudgetFamilies.EXHAUSTED);
  final SeriesTable<BudgetLabels> periodEnd = new SeriesTable<>(BudgetFamilies.PERIOD_END);

  final List<SeriesTable<BudgetLabels>> ofBudgets =
      List.of(
          limitCost,
          limitTokens,
          spentCost,
          spentTokens,
          burnCost,
          burnTokens,
          forecastCost,
          forecastTokens,
          exhausted,
          periodEnd);

  final List<SeriesTable<?>> all =
      Stream.concat(Stream.of(daily), ofBudgets.stream()).<SeriesTable<?>>map(t -> t).toList();
}
