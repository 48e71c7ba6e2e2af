package watchbill.wire.prices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import watchbill.core.TokenClass;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;

/// Our own form: what a million tokens of a model cost, from when, and who says so.
///
/// ```json
/// {"currency":"USD","prices":[{"provider":"anthropic","model":"claude-opus-4-6",
///   "valid_from":"2026-02-05","source":"https://...","usd_per_million_tokens":{"input":5,
///   "output":25,"cache_read":0.5,"cache_write_5m":6.25,"cache_write_1h":10}}]}
/// ```
///
/// All classes of tokens must be there: a price that is left out would be guessed. One row that is
/// wrong refuses the file. docs/prices.md has all keys.
final class OwnPriceFile {
  private OwnPriceFile() {}

  static PriceFile read(JsonValue.Obj file) {
    Fields fields = new Fields("", file.fields());
    for (String key : file.fields().keySet()) {
      if (!key.equals("prices") && !key.equals("currency")) {
        throw new IllegalArgumentException(key + ": want nothing beside prices, have it");
      }
    }
    if (fields.has("currency") && !fields.text("currency").equals("USD")) {
      throw fields.wrong("currency", "USD", fields.text("currency"));
    }
    if (!(fields.values().get("prices") instanceof JsonValue.Arr list)) {
      throw new IllegalArgumentException("prices: want {\"prices\": [...]}, have something else");
    }
    List<PriceRow> rows = new ArrayList<>();
    for (JsonValue item : list.items()) {
      rows.add(new OwnPriceRow(Fields.of("prices[" + rows.size() + "]", item)).read());
    }
    refuseAbsurd(rows);
    return new PriceFile(PriceFormat.OWN, PriceBook.of(rows), rows.size(), new TreeMap<>());
  }

  /// A price that is a thousand times that of another row of the same model is a slip of the unit.
  private static void refuseAbsurd(List<PriceRow> rows) {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      PriceRow row = rows.get(i);
      Integer other = first.putIfAbsent(row.provider() + " " + row.model(), i);
      if (other != null) {
        refuseApart(i, list(row), other, list(rows.get(other)));
      }
    }
  }

  private static Price list(PriceRow row) {
    return Objects.requireNonNull(row.tariff("")).base();
  }

  private static void refuseApart(int i, Price price, int other, Price before) {
    for (TokenClass tokenClass : TokenClass.values()) {
      long rate = price.rate(tokenClass);
      if (Bounds.areApart(rate, before.rate(tokenClass))) {
        throw new IllegalArgumentException(
            "prices[%d].%s.%s: want less than %d times apart from prices[%d] of the same model (%s), have %s"
                .formatted(
                    i,
                    OwnRates.KEY,
                    OwnRates.name(tokenClass),
                    Bounds.APART,
                    other,
                    OwnRates.dollars(before.rate(tokenClass)),
                    OwnRates.dollars(rate)));
      }
    }
  }
}
