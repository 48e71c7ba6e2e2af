package watchbill.wire.prices;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import watchbill.core.TokenClass;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.Price;

/// The rates in a row of our own form: dollars for a million tokens of each class.
final class OwnRates {
  static final String KEY = "usd_per_million_tokens";

  /// Dollars for a million tokens, times 10 to this, are pico-dollars for a token.
  private static final int DECIMALS = 6;

  private OwnRates() {}

  /// The rates under [#KEY] in `of`.
  ///
  /// @param forACall what a call of a server tool costs, in pico-dollars
  static Price read(Fields of, long forACall) {
    Fields rates = of.object(KEY);
    List<String> classes = Arrays.stream(TokenClass.values()).map(OwnRates::name).toList();
    for (String key : rates.values().keySet()) {
      if (!classes.contains(key)) {
        throw rates.wrong(key, "a class of tokens", "this key");
      }
    }
    return new Price(
        rate(rates, TokenClass.INPUT),
        rate(rates, TokenClass.OUTPUT),
        rate(rates, TokenClass.CACHE_READ),
        rate(rates, TokenClass.CACHE_WRITE_5M),
        rate(rates, TokenClass.CACHE_WRITE_1H),
        forACall);
  }

  static String name(TokenClass tokenClass) {
    return tokenClass.name().toLowerCase(Locale.ROOT);
  }

  /// A rate as it stands in a file.
  static String dollars(long rate) {
    return PicoUsd.toDecimal(Math.multiplyExact(rate, 1_000_000L));
  }

  private static long rate(Fields rates, TokenClass tokenClass) {
    String key = name(tokenClass);
    JsonValue value = rates.values().get(key);
    if (!(value instanceof JsonValue.Num)) {
      throw rates.wrong(key, "a number of dollars", value == null ? "nothing" : value.toString());
    }
    BigDecimal dollars = Decimals.parse(value);
    if (dollars == null || dollars.signum() < 0) {
      throw rates.wrong(key, "a price of 0 or more", value.toString());
    }
    if (dollars.stripTrailingZeros().scale() > DECIMALS) {
      throw rates.wrong(key, "at most six decimals", value.toString());
    }
    Long rate = Decimals.exact(dollars, DECIMALS);
    if (rate == null || !Bounds.allow(rate)) {
      throw rates.wrong(key, Bounds.WORDS, value.toString());
    }
    return rate;
  }
}
