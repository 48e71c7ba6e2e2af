package watchbill.alerts.burn;

import java.time.Duration;
import java.util.OptionalDouble;
import watchbill.alerts.Severity;

/// A pace at which something that has to last for a period is used up too fast.
///
/// @param severity how soon somebody has to act
/// @param factor how many times as fast as would last for exactly the period
/// @param whole over which time the pace is measured
/// @param recent the last twelfth of it, in which the pace must hold too, so that an alert ends
///   soon after its cause
/// @param share how much of the whole is used up in `whole` at this pace; below 1
public record BurnRate(
    Severity severity, double factor, Duration whole, Duration recent, double share) {

  /// Whether whatever is used up at this pace is so at the other, too: as much in a longer time.
  /// Holds for amounts, not for ratios. No pace implies itself.
  public boolean implies(BurnRate other) {
    return !equals(other) && whole.compareTo(other.whole) <= 0 && share >= other.share;
  }

  /// At this pace, which share of what happens may be bad when over the period this share may be;
  /// empty when not even all of it bad would be so fast.
  ///
  /// @param mayFail from 0 to 1
  public OptionalDouble failing(double mayFail) {
    double failing = BurnRates.rounded(factor * mayFail);
    return failing < 1 ? OptionalDouble.of(failing) : OptionalDouble.empty();
  }
}
