package watchbill.wire.prices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.money.DailyHours;
import watchbill.core.money.Price;
import watchbill.core.money.PriceRow;
import watchbill.core.money.PromptTier;
import watchbill.core.money.Tariff;
import watchbill.core.money.Validity;
import watchbill.wire.Rfc3339;

/// Reads one row of our own form.
final class OwnPriceRow {
  private static final String TOOLS = "usd_per_thousand_server_tool_calls";
  private static final String ABOVE = "above_prompt_tokens";
  private static final String FROM = "from_prompt_tokens";
  private static final List<String> KEYS =
      List.of(
          "provider",
          "model",
          "aliases",
          "valid_from",
          "valid_to",
          "hours_utc",
          "source",
          OwnRates.KEY,
          "tiers",
          "service_tiers",
          TOOLS);

  /// Dollars for a thousand calls, times 10 to this, are pico-dollars for a call.
  private static final int CALL_DECIMALS = 9;

  private static final int MILLIONTHS = 6;
  private static final long MOST_TIMES = 100_000_000;
  private static final int MOST_PROMPT = 1_000_000_000;

  private final Fields row;

  OwnPriceRow(Fields row) {
    this.row = row.only(KEYS);
  }

  PriceRow read() {
    String provider = row.text("provider");
    String model = row.text("model");
    String source = row.text("source");
    long from = time("valid_from", row.text("valid_from"));
    String end = row.optionalText("valid_to");
    long to = end == null ? Long.MAX_VALUE : time("valid_to", end);
    if (to <= from) {
      throw row.wrong("valid_to", "a time after valid_from", String.valueOf(end));
    }
    return new PriceRow(
        provider,
        model,
        aliases(),
        null,
        new Validity(from, to, hours()),
        source,
        tariffs(tariff(row)));
  }

  private List<String> aliases() {
    List<String> aliases = new ArrayList<>();
    for (JsonValue alias : row.list("aliases")) {
      if (!(alias instanceof JsonValue.Text text) || text.text().isBlank()) {
        throw row.wrong("aliases", "names of the model", alias.toString());
      }
      aliases.add(text.text());
    }
    return aliases;
  }

  private Map<String, Tariff> tariffs(Tariff list) {
    Map<String, Tariff> tariffs = new HashMap<>();
    tariffs.put("", list);
    if (row.has("service_tiers")) {
      Fields tiers = row.object("service_tiers");
      for (String name : tiers.values().keySet()) {
        if (PriceRow.LIST_PRICE.contains(name)) {
          throw tiers.wrong(name, "a tier that is not billed at list price", "this one");
        }
        tariffs.put(name, serviceTier(tiers.object(name), list));
      }
    }
    return tariffs;
  }

  private Tariff serviceTier(Fields tier, Tariff list) {
    if (!tier.has("multiplier")) {
      return tariff(tier.only(List.of("multiplier", OwnRates.KEY, "tiers")));
    }
    tier.only(List.of("multiplier"));
    JsonValue value = tier.values().get("multiplier");
    BigDecimal times = value == null ? null : Decimals.parse(value);
    Long millionths = times == null ? null : Decimals.exact(times, MILLIONTHS);
    if (millionths == null || millionths <= 0 || millionths > MOST_TIMES) {
      throw tier.wrong(
          "multiplier", "more than 0 to 100 with at most six decimals", String.valueOf(value));
    }
    try {
      return list.times(millionths);
    } catch (IllegalArgumentException _) {
      throw tier.wrong("multiplier", "rates of whole pico-dollars a token", String.valueOf(value));
    }
  }

  private Tariff tariff(Fields of) {
    long forACall = forACall();
    Price base = OwnRates.read(of, forACall);
    List<PromptTier> tiers = new ArrayList<>();
    for (JsonValue item : of.list("tiers")) {
      Fields tier =
          Fields.of(of.place("tiers") + "[" + tiers.size() + "]", item)
              .only(List.of(ABOVE, FROM, OwnRates.KEY));
      tiers.add(promptTier(tier, OwnRates.read(tier, forACall)));
    }
    try {
      return new Tariff(base, tiers);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(of.path() + "." + refused.getMessage(), refused);
    }
  }

  private static PromptTier promptTier(Fields tier, Price price) {
    if (tier.has(ABOVE) == tier.has(FROM)) {
      throw tier.wrong(ABOVE, "it or " + FROM, tier.has(FROM) ? "both" : "neither");
    }
    String key = tier.has(ABOVE) ? ABOVE : FROM;
    JsonValue value = tier.values().get(key);
    BigDecimal number = value == null ? null : Decimals.parse(value);
    Long tokens = number == null ? null : Decimals.exact(number, 0);
    if (tokens == null || tokens < 1 || tokens > MOST_PROMPT) {
      throw tier.wrong(key, "a number of tokens from 1 to a billion", String.valueOf(value));
    }
    return new PromptTier(tokens, key.equals(FROM), price);
  }

  private long forACall() {
    JsonValue value = row.values().get(TOOLS);
    if (value == null) {
      return Price.UNPRICED;
    }
    BigDecimal dollars = Decimals.parse(value);
    Long rate = dollars == null ? null : Decimals.exact(dollars, CALL_DECIMALS);
    if (rate == null || rate < 0 || rate > Bounds.MOST_FOR_A_CALL) {
      throw row.wrong(TOOLS, "0 to 1000 dollars with at most nine decimals", value.toString());
    }
    return rate;
  }

  private @Nullable DailyHours hours() {
    String text = row.optionalText("hours_utc");
    if (text == null) {
      return null;
    }
    String time = "([01][0-9]|2[0-3]):[0-5][0-9]";
    if (!text.matches(time + "-" + time) || text.substring(0, 5).equals(text.substring(6))) {
      throw row.wrong("hours_utc", "two times of a day such as 16:30-00:30", text);
    }
    return new DailyHours(
        DayTimes.millis(text.substring(0, 5)), DayTimes.millis(text.substring(6)));
  }

  private long time(String key, String text) {
    boolean day = text.length() == "2026-02-05".length();
    long millis = Rfc3339.parse(day ? text + "T00:00:00Z" : text);
    if (millis == Rfc3339.BAD) {
      throw row.wrong(key, "a day such as 2026-02-05, or a time of RFC 3339", text);
    }
    return millis;
  }
}
