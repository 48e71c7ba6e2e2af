package watchbill.exporter.budgets;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.ToDate;
import watchbill.exporter.agents.Dollars;
import watchbill.metrics.catalogue.BudgetFamilies.BudgetLabels;

/// One budget of one agent, or one that several share: what is spent of it. Not thread-safe.
final class BudgetAccount {
  private final Budget budget;
  private final BudgetLabels labels;
  private final Pace costPace;
  private final Pace tokenPace;
  private long picoUsd;
  private long tokens;

  /// All that was ever added, so that the pace does not see a period's end.
  private long everPicoUsd;

  private long everTokens;

  BudgetAccount(Budget budget, BudgetLabels labels, long leastMillis) {
    this.budget = budget;
    this.labels = labels;
    this.costPace = new Pace(leastMillis);
    this.tokenPace = new Pace(leastMillis);
  }

  /// Takes over what an agent had spent in the period before it was covered.
  void join(ToDate spent) {
    picoUsd = PicoUsd.plus(picoUsd, spent.picoUsd());
    tokens += spent.tokens();
  }

  /// Gives up what an agent that is not covered any more has spent in the period.
  void leave(ToDate spent) {
    picoUsd -= spent.picoUsd();
    tokens -= spent.tokens();
  }

  /// Takes what one agent has spent in the period, in place of what it had before.
  void replace(ToDate before, ToDate now) {
    leave(before);
    join(now);
    boolean same = before.beginMillis() == now.beginMillis();
    everPicoUsd = PicoUsd.plus(everPicoUsd, now.picoUsd() - (same ? before.picoUsd() : 0));
    everTokens += now.tokens() - (same ? before.tokens() : 0);
  }

  /// Writes it into the tables.
  void show(BudgetTables tables, long nowMillis, long endMillis) {
    tables.periodEnd.series(labels).set(endMillis / 1_000.0);
    double hours = (endMillis - nowMillis) / 3_600_000.0;
    double exhausted = Double.POSITIVE_INFINITY;
    OptionalLong limit = budget.picoUsd();
    if (limit.isPresent()) {
      OptionalDouble burn = costPace.anHour(nowMillis, everPicoUsd);
      double anHour = burn.orElse(0) / PicoUsd.DOLLAR;
      double spent = Dollars.ofPico(picoUsd);
      tables.limitCost.series(labels).set(Dollars.ofPico(limit.getAsLong()));
      tables.spentCost.series(labels).set(spent);
      if (burn.isPresent()) {
        tables.burnCost.series(labels).set(anHour);
        tables.forecastCost.series(labels).set(spent + anHour * hours);
      }
      exhausted = hoursLeft(Dollars.ofPico(limit.getAsLong()) - spent, anHour);
    }
    limit = budget.tokens();
    if (limit.isPresent()) {
      OptionalDouble burn = tokenPace.anHour(nowMillis, everTokens);
      double anHour = burn.orElse(0);
      tables.limitTokens.series(labels).set((double) limit.getAsLong());
      tables.spentTokens.series(labels).set((double) tokens);
      if (burn.isPresent()) {
        tables.burnTokens.series(labels).set(anHour);
        tables.forecastTokens.series(labels).set(tokens + anHour * hours);
      }
      exhausted = Math.min(exhausted, hoursLeft((double) limit.getAsLong() - tokens, anHour));
    }
    if (exhausted <= hours) {
      tables.exhausted.series(labels).set(nowMillis / 1_000.0 + exhausted * 3_600);
    } else {
      tables.exhausted.series(labels).clear();
    }
  }

  private static double hoursLeft(double left, double anHour) {
    if (left <= 0) {
      return 0;
    }
    return anHour > 0 ? left / anHour : Double.POSITIVE_INFINITY;
  }
}
