package watchbill.wire.prices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import watchbill.core.money.ModelMatch;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.money.Validity;

/// The `data.json` of genai-prices (https://github.com/pydantic/genai-prices). The first model of a
/// provider whose rule takes a name is meant; a model that cannot be taken keeps its names, so that
/// they do not lead to another one.
final class GenAiPricesFile {
  private final LeftOut leftOut = new LeftOut();
  private final List<PriceRow> rows = new ArrayList<>();
  private final Map<String, List<String>> fallbacks = new HashMap<>();
  private int taken;

  private GenAiPricesFile() {}

  static PriceFile read(JsonValue.Arr providers) {
    GenAiPricesFile reader = new GenAiPricesFile();
    for (int i = 0; i < providers.items().size(); i++) {
      reader.add(Fields.of("[" + i + "]", providers.items().get(i)));
    }
    if (reader.taken == 0) {
      throw new IllegalArgumentException(
          "prices: want at least one price that can be taken, have none");
    }
    return new PriceFile(
        PriceFormat.GENAI_PRICES,
        PriceBook.of(reader.rows, reader.fallbacks),
        reader.taken,
        reader.leftOut.reasons());
  }

  private void add(Fields provider) {
    String id = provider.text("id");
    List<String> others = new ArrayList<>();
    for (JsonValue other : provider.list("fallback_model_providers")) {
      others.add(other.toString());
    }
    fallbacks.put(id, others);
    String source = "genai-prices data.json";
    if (!provider.list("pricing_urls").isEmpty()) {
      source += ", " + provider.list("pricing_urls").getFirst();
    }
    Set<String> seen = new HashSet<>();
    List<JsonValue> models = provider.list("models");
    for (int i = 0; i < models.size(); i++) {
      Fields model = Fields.of(provider.place("models") + "[" + i + "]", models.get(i));
      if (seen.add(model.text("id"))) {
        add(id, source, model);
      } else {
        leftOut.count("models that are there twice");
      }
    }
  }

  private void add(String provider, String source, Fields model) {
    String id = model.text("id");
    ModelMatch match;
    try {
      match = new ModelMatch.AnyCase(GenAiMatch.read(model.object("match")));
    } catch (LeftOut.Reason reason) {
      leftOut.count(reason.why());
      return;
    }
    try {
      List<PriceRow> dated = new ArrayList<>();
      new GenAiPrices(model, leftOut)
          .read()
          .forEach((validity, tariff) ->
              dated.add(
                  new PriceRow(
                      provider, id, List.of(), match, validity, source, Map.of("", tariff))));
      rows.addAll(dated);
      taken += dated.size();
    } catch (LeftOut.Reason reason) {
      leftOut.count(reason.why());
      rows.add(new PriceRow(provider, id, List.of(), match, Validity.ALWAYS, source, Map.of()));
    }
  }
}
