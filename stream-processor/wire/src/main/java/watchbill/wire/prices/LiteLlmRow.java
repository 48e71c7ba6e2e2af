package watchbill.wire.prices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import watchbill.core.money.Price;
import watchbill.core.money.PromptTier;
import watchbill.core.money.Tariff;

/// One row of LiteLLM's file: dollars for one token, by class, size of the prompt and service tier
/// in the names of the keys. A class that the row does not name has no price.
final class LiteLlmRow {
  private static final String INPUT = "input_cost_per_token";
  private static final String OUTPUT = "output_cost_per_token";
  private static final String READ = "cache_read_input_token_cost";
  private static final String HIT = "input_cost_per_token_cache_hit";
  private static final String WRITE = "cache_creation_input_token_cost";
  private static final String WRITE_1H = "cache_creation_input_token_cost_above_1hr";
  private static final String REASONING = "output_cost_per_reasoning_token";
  private static final String SEARCH = "search_context_cost_per_query";
  private static final String SPECIFIC = "provider_specific_entry";

  private static final Pattern ABOVE = Pattern.compile("_above_([0-9]{1,6})k_tokens");

  /// Kinds of answers that are tokens of text alone.
  private static final Set<String> MODES = Set.of("chat", "responses", "completion", "embedding");

  /// Providers for whom LiteLLM takes a prompt of exactly the threshold into the tier: its
  /// `_INCLUSIVE_THRESHOLD_PROVIDERS`.
  private static final Set<String> INCLUSIVE = Set.of("x_ai");

  /// Service tiers by the ending of the key.
  private static final Map<String, String> TIERS =
      Map.of("_batches", "batch", "_priority", "priority", "_flex", "flex");

  /// Dollars, times 10 to this, are pico-dollars.
  private static final int DECIMALS = 12;

  private static final int MILLIONTHS = 6;

  private final String provider;
  private final Map<String, JsonValue> fields;
  private final LeftOut leftOut;

  LiteLlmRow(String provider, Map<String, JsonValue> fields, LeftOut leftOut) {
    this.provider = provider;
    this.fields = fields;
    this.leftOut = leftOut;
  }

  /// The prices by service tier.
  Map<String, Tariff> tariffs() {
    if (!(fields.get("mode") instanceof JsonValue.Text mode) || !MODES.contains(mode.text())) {
      throw new LeftOut.Reason("rows of other things than text");
    }
    if (!fields.containsKey(INPUT)) {
      throw new LeftOut.Reason("rows without a price of input");
    }
    if (fields.containsKey(REASONING) && !rateOf(REASONING).equals(rateOf(OUTPUT))) {
      throw new LeftOut.Reason("rows with a price of their own for reasoning");
    }
    Tariff list = tariff("");
    Map<String, Tariff> tariffs = new HashMap<>();
    tariffs.put("", list);
    TIERS.forEach((ending, name) -> {
      if (fields.containsKey(INPUT + ending) && fields.containsKey(OUTPUT + ending)) {
        addServiceTier(tariffs, name, ending);
      }
    });
    addFast(tariffs, list);
    return tariffs;
  }

  private void addServiceTier(Map<String, Tariff> tariffs, String name, String ending) {
    try {
      tariffs.put(name, tariff(ending));
    } catch (LeftOut.Reason _) {
      leftOut.count("service tiers that cannot be taken exactly");
    }
  }

  /// `fast` is a multiple of the list price.
  private void addFast(Map<String, Tariff> tariffs, Tariff list) {
    if (fields.get(SPECIFIC) instanceof JsonValue.Obj specific
        && specific.fields().get("fast") instanceof JsonValue.Num times) {
      BigDecimal number = Decimals.parse(times);
      Long millionths = number == null ? null : Decimals.exactOfDouble(number, MILLIONTHS);
      try {
        if (millionths == null || millionths <= 0) {
          throw new IllegalArgumentException("fast: want a multiple, have " + times);
        }
        tariffs.put("fast", list.times(millionths));
      } catch (IllegalArgumentException _) {
        leftOut.count("service tiers with a multiple that is not exact");
      }
    }
  }

  private Tariff tariff(String ending) {
    long search = search();
    Price base =
        new Price(
            rate(INPUT + ending),
            rate(OUTPUT + ending),
            rate((fields.containsKey(READ + ending) ? READ : HIT) + ending),
            rate(WRITE + ending),
            rate(WRITE_1H + ending),
            search);
    List<PromptTier> tiers = new ArrayList<>();
    for (int thousands : thresholds()) {
      String above = "_above_" + thousands + "k_tokens" + ending;
      if (!fields.containsKey(INPUT + above) || !fields.containsKey(OUTPUT + above)) {
        throw new LeftOut.Reason("rows with a tier that lacks a price");
      }
      Price price =
          new Price(
              rate(INPUT + above),
              rate(OUTPUT + above),
              rateOr(READ + above, base.cacheRead()),
              rateOr(WRITE + above, base.cacheWrite5m()),
              rateOr(WRITE_1H + above, base.cacheWrite1h()),
              search);
      tiers.add(new PromptTier(thousands * 1000L, INCLUSIVE.contains(provider), price));
    }
    try {
      return new Tariff(base, tiers);
    } catch (IllegalArgumentException _) {
      throw new LeftOut.Reason("rows with a lower price for a larger prompt");
    }
  }

  private Set<Integer> thresholds() {
    Set<Integer> thresholds = new TreeSet<>();
    for (String key : fields.keySet()) {
      Matcher above = ABOVE.matcher(key);
      if ((key.startsWith(INPUT) || key.startsWith(OUTPUT)) && above.find()) {
        thresholds.add(Integer.parseInt(above.group(1)));
      }
    }
    return thresholds;
  }

  private long rateOr(String key, long otherwise) {
    return fields.containsKey(key) ? rate(key) : otherwise;
  }

  private long rate(String key) {
    return fields.containsKey(key) ? rateOf(key) : Price.UNPRICED;
  }

  private Long rateOf(String key) {
    JsonValue value = fields.get(key);
    BigDecimal dollars = value == null ? null : Decimals.parse(value);
    return ForeignRates.rate(dollars, DECIMALS);
  }

  /// A query has one price only where it does not depend on how much is searched.
  private long search() {
    if (!(fields.get(SEARCH) instanceof JsonValue.Obj sizes) || sizes.fields().isEmpty()) {
      return Price.UNPRICED;
    }
    Set<JsonValue> prices = Set.copyOf(sizes.fields().values());
    BigDecimal dollars = prices.size() == 1 ? Decimals.parse(prices.iterator().next()) : null;
    Long rate = dollars == null ? null : Decimals.exactOfDouble(dollars, DECIMALS);
    return rate == null || rate < 0 || rate > Bounds.MOST_FOR_A_CALL ? Price.UNPRICED : rate;
  }
}
