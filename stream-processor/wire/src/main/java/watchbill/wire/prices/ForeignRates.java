package watchbill.wire.prices;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Rates in other programs' price files.
final class ForeignRates {
  private ForeignRates() {}

  /// The rate in pico-dollars a token.
  ///
  /// @param decimals dollars, times 10 to this, are pico-dollars a token
  /// @throws LeftOut.Reason when it cannot be taken exactly
  static long rate(@Nullable BigDecimal dollars, int decimals) {
    if (dollars == null) {
      throw new LeftOut.Reason("rows with a price that is no number");
    }
    if (dollars.signum() < 0) {
      throw new LeftOut.Reason("rows with a negative price");
    }
    Long rate = Decimals.exactOfDouble(dollars, decimals);
    if (rate == null) {
      throw new LeftOut.Reason("rows with a price of no whole pico-dollars a token");
    }
    if (!Bounds.allow(rate)) {
      throw new LeftOut.Reason("rows with an absurd price");
    }
    return rate;
  }
}
