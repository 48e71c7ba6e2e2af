package watchbill.exporter.budgets;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.ToDate;
import watchbill.exporter.agents.Dollars;
import watchbill.exporter.budgets.BudgetStanding.Amount;
import watchbill.metrics.catalogue.BudgetFamilies.BudgetLabels;
import watchbill.metrics.exposition.SeriesTable;

/// One budget of one agent, or one that several share: what is spent of it. Not thread-safe.
final class BudgetAccount {
  private static final int PICO_DIGITS = 12;

  private final Budget budget;
  private final BudgetLabels labels;
  private final Pace costPace;
  private final Pace tokenPace;

  /// Exact, so that an agent's largest amount leaves again what it brought.
  private BigInteger picoUsd = BigInteger.ZERO;

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
    picoUsd = picoUsd.add(BigInteger.valueOf(spent.picoUsd()));
    tokens += spent.tokens();
  }

  /// Gives up what an agent that is not covered any more has spent in the period.
  void leave(ToDate spent) {
    picoUsd = picoUsd.subtract(BigInteger.valueOf(spent.picoUsd()));
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

  /// Takes it out of the tables.
  void hide(BudgetTables tables) {
    tables.ofBudgets.forEach(table -> table.remove(labels));
  }

  /// How it stands.
  BudgetStanding standing(long nowMillis, long endMillis) {
    double hours = (endMillis - nowMillis) / 3_600_000.0;
    Optional<Amount> usd = Optional.empty();
    Optional<Amount> ofTokens = Optional.empty();
    double left = Double.POSITIVE_INFINITY;
    if (budget.picoUsd().isPresent()) {
      OptionalDouble burn = costPace.anHour(nowMillis, everPicoUsd, PicoUsd.DOLLAR);
      double spent = new BigDecimal(picoUsd, PICO_DIGITS).doubleValue();
      double limit = Dollars.ofPico(budget.picoUsd().getAsLong());
      usd = Optional.of(new Amount(limit, spent, burn, over(burn, hours, spent)));
      left = hoursLeft(limit - spent, burn.orElse(0));
    }
    if (budget.tokens().isPresent()) {
      OptionalDouble burn = tokenPace.anHour(nowMillis, everTokens, 1);
      double limit = (double) budget.tokens().getAsLong();
      ofTokens =
          Optional.of(new Amount(limit, (double) tokens, burn, over(burn, hours, (double) tokens)));
      left = Math.min(left, hoursLeft(limit - tokens, burn.orElse(0)));
    }
    OptionalDouble exhausted =
        left <= hours
            ? OptionalDouble.of(nowMillis / 1_000.0 + left * 3_600)
            : OptionalDouble.empty();
    return new BudgetStanding(labels, endMillis, usd, ofTokens, exhausted);
  }

  /// Writes it into the tables.
  void show(BudgetTables tables, long nowMillis, long endMillis) {
    BudgetStanding standing = standing(nowMillis, endMillis);
    tables.periodEnd.series(labels).set(endMillis / 1_000.0);
    standing
        .usd()
        .ifPresent(usd -> {
          tables.limitCost.series(labels).set(usd.limit());
          tables.spentCost.series(labels).set(usd.spent());
          setOrClear(tables.burnCost, usd.anHour());
          setOrClear(tables.forecastCost, usd.forecast());
        });
    standing
        .tokens()
        .ifPresent(amount -> {
          tables.limitTokens.series(labels).set(amount.limit());
          tables.spentTokens.series(labels).set(amount.spent());
          setOrClear(tables.burnTokens, amount.anHour());
          setOrClear(tables.forecastTokens, amount.forecast());
        });
    setOrClear(tables.exhausted, standing.exhaustedAtSeconds());
  }

  private void setOrClear(SeriesTable<BudgetLabels> table, OptionalDouble value) {
    if (value.isPresent()) {
      table.series(labels).set(value.getAsDouble());
    } else {
      table.series(labels).clear();
    }
  }

  private static OptionalDouble over(OptionalDouble anHour, double hours, double spent) {
    return anHour.isPresent()
        ? OptionalDouble.of(spent + anHour.getAsDouble() * hours)
        : OptionalDouble.empty();
  }

  private static double hoursLeft(double left, double anHour) {
    if (left <= 0) {
      return 0;
    }
    return anHour > 0 ? left / anHour : Double.POSITIVE_INFINITY;
  }
}
