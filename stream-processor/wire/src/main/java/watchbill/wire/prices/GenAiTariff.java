package watchbill.wire.prices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import watchbill.core.money.Price;
import watchbill.core.money.PromptTier;
import watchbill.core.money.Tariff;

/// The prices of one model at one time in genai-prices: dollars for a million tokens, each a number
/// or a base with tiers of the whole prompt, which begin above their start.
///
/// Its rules are kept: tokens of a cache whose price is not there are input. It has one price for
/// writing to a cache, that of five minutes; writing for an hour has none then. It has none for the
/// provider's own tools. A price of a cache that is no whole number of pico-dollars is not taken,
/// and such tokens have none. Sound and images have prices of their own that are not taken, since
/// events do not tell such tokens apart from text.
final class GenAiTariff {
  private static final String INPUT = "input_mtok";
  private static final String OUTPUT = "output_mtok";
  private static final String READ = "cache_read_mtok";
  private static final String WRITE = "cache_write_mtok";

  private static final List<String> TEXT = List.of(INPUT, OUTPUT, READ, WRITE);

  /// Dollars for a million tokens, times 10 to this, are pico-dollars a token.
  private static final int DECIMALS = 6;

  /// A rate that is there and is no whole number of pico-dollars.
  private static final long INEXACT = -2;

  private final Map<String, NavigableMap<Long, Long>> rates = new TreeMap<>();
  private final LeftOut leftOut;

  private GenAiTariff(LeftOut leftOut) {
    this.leftOut = leftOut;
  }

  static Tariff read(Map<String, JsonValue> prices, LeftOut leftOut) {
    GenAiTariff reader = new GenAiTariff(leftOut);
    prices.forEach(reader::add);
    if (!prices.containsKey(INPUT)) {
      throw new LeftOut.Reason("models without a price of input");
    }
    return reader.tariff();
  }

  private void add(String key, JsonValue value) {
    if (!TEXT.contains(key)) {
      if (!key.matches(".*(audio|image|video).*_mtok")) {
        throw new LeftOut.Reason("models with a price by the request or of an unknown kind");
      }
      return;
    }
    NavigableMap<Long, Long> byStart = read(key, value);
    if ((key.equals(READ) || key.equals(WRITE)) && byStart.containsValue(INEXACT)) {
      leftOut.count("prices of a cache of no whole pico-dollars a token");
      byStart.replaceAll((_, _) -> Price.UNPRICED);
    } else if (byStart.containsValue(INEXACT)) {
      throw new LeftOut.Reason("rows with a price of no whole pico-dollars a token");
    }
    rates.put(key, byStart);
  }

  private static NavigableMap<Long, Long> read(String key, JsonValue value) {
    NavigableMap<Long, Long> byStart = new TreeMap<>();
    if (value instanceof JsonValue.Obj tiered) {
      Fields fields = new Fields(key, tiered.fields());
      byStart.put(0L, rate(fields.values().get("base")));
      for (JsonValue item : fields.list("tiers")) {
        Fields tier = Fields.of(key, item);
        byStart.put(start(tier.values().get("start")), rate(tier.values().get("price")));
      }
    } else {
      byStart.put(0L, rate(value));
    }
    return byStart;
  }

  private Tariff tariff() {
    TreeSet<Long> starts = new TreeSet<>();
    rates.values().forEach(byStart -> starts.addAll(byStart.keySet()));
    starts.remove(0L);
    List<PromptTier> tiers = new ArrayList<>();
    for (long start : starts) {
      tiers.add(new PromptTier(start, false, price(start)));
    }
    try {
      return new Tariff(price(0), tiers);
    } catch (IllegalArgumentException _) {
      throw new LeftOut.Reason("models with a lower price for a larger prompt");
    }
  }

  private Price price(long start) {
    long input = rate(INPUT, start, Price.UNPRICED);
    return new Price(
        input,
        rate(OUTPUT, start, Price.UNPRICED),
        rate(READ, start, input),
        rate(WRITE, start, input),
        rates.containsKey(WRITE) ? Price.UNPRICED : input,
        Price.UNPRICED);
  }

  private long rate(String key, long start, long otherwise) {
    NavigableMap<Long, Long> byStart = rates.get(key);
    return byStart == null ? otherwise : byStart.floorEntry(start).getValue();
  }

  private static long rate(@Nullable JsonValue value) {
    BigDecimal dollars = value == null ? null : Decimals.parse(value);
    return dollars != null && Decimals.exactOfDouble(dollars, DECIMALS) == null
        ? INEXACT
        : ForeignRates.rate(dollars, DECIMALS);
  }

  private static long start(@Nullable JsonValue value) {
    BigDecimal number = value == null ? null : Decimals.parse(value);
    Long start = number == null ? null : Decimals.exact(number, 0);
    if (start == null || start < 1 || start > 1_000_000_000) {
      throw new LeftOut.Reason("models with a tier that has no start");
    }
    return start;
  }
}
