package watchbill.exporter.budgets;

import java.util.Optional;
import java.util.OptionalDouble;
import watchbill.metrics.catalogue.BudgetFamilies.BudgetLabels;

/// How one budget stands at a moment.
///
/// @param labels which it is: tenant `_all` for all tenants', agent empty where several share it
/// @param endMillis when its period ends, in milliseconds since the epoch
/// @param usd in dollars, where these are limited
/// @param tokens in tokens, where these are limited
/// @param exhaustedAtSeconds when nothing of it will be left, at this pace, in seconds since the
///   epoch; empty where something will be left when the period ends
public record BudgetStanding(
    BudgetLabels labels,
    long endMillis,
    Optional<Amount> usd,
    Optional<Amount> tokens,
    OptionalDouble exhaustedAtSeconds) {

  /// One of its limits.
  ///
  /// @param anHour the pace; empty when it was not watched for long enough
  /// @param forecast what is spent at the end of the period, at this pace
  public record Amount(double limit, double spent, OptionalDouble anHour, OptionalDouble forecast) {
    /// Which part of it is spent; more than 1 when more was spent than there was.
    public double used() {
      return spent <= 0 ? 0 : spent / limit;
    }
  }

  /// Which part is spent of the limit that is used up most.
  public double used() {
    return Math.max(usd.map(Amount::used).orElse(0.0), tokens.map(Amount::used).orElse(0.0));
  }
}
