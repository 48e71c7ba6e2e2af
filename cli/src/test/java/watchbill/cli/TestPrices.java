package watchbill.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import watchbill.core.money.PriceBook;

/// Prices for tests of other packages.
public final class TestPrices {
  private TestPrices() {}

  /// Those that come with Watchbill.
  public static PriceBook shipped() {
    try {
      return Prices.shipped();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
