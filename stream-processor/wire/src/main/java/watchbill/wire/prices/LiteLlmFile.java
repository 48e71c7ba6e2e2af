package watchbill.wire.prices;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.money.ProviderNames;
import watchbill.core.money.Tariff;
import watchbill.core.money.Validity;

/// LiteLLM's `model_prices_and_context_window.json`
/// (https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json). It has no
/// history: its rows hold at all times.
final class LiteLlmFile {
  private static final String NAME = "LiteLLM model_prices_and_context_window.json";

  /// An example of all keys, at the top of the file.
  private static final String SAMPLE = "sample_spec";

  private final LeftOut leftOut = new LeftOut();
  private final List<PriceRow> rows = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int taken;

  private LiteLlmFile() {}

  static PriceFile read(JsonValue.Obj file) {
    LiteLlmFile reader = new LiteLlmFile();
    file.fields().forEach(reader::add);
    if (reader.taken == 0) {
      throw new IllegalArgumentException(
          "prices: want at least one price that can be taken, have none");
    }
    return new PriceFile(
        PriceFormat.LITELLM, PriceBook.of(reader.rows), reader.taken, reader.leftOut.reasons());
  }

  private void add(String key, JsonValue value) {
    if (key.equals(SAMPLE)) {
      return;
    }
    if (!(value instanceof JsonValue.Obj row)) {
      throw new IllegalArgumentException(key + ": want an object, have " + value);
    }
    if (!(row.fields().get("litellm_provider") instanceof JsonValue.Text name)
        || name.text().isBlank()
        || key.isBlank()) {
      leftOut.count("rows without a provider");
      return;
    }
    String provider = provider(name.text());
    String model = model(provider, key);
    if (!seen.add(provider + " " + model)) {
      leftOut.count("rows of a model that is there twice");
      return;
    }
    Map<String, Tariff> tariffs = Map.of();
    try {
      tariffs = new LiteLlmRow(provider, row.fields(), leftOut).tariffs();
      taken++;
    } catch (LeftOut.Reason reason) {
      leftOut.count(reason.why());
    }
    String source =
        row.fields().get("source") instanceof JsonValue.Text said
            ? NAME + ", " + said.text()
            : NAME;
    rows.add(new PriceRow(provider, model, List.of(), null, Validity.ALWAYS, source, tariffs));
  }

  private static String provider(String name) {
    if (name.startsWith("vertex_ai")) {
      return "gcp.vertex_ai";
    }
    return name.equals("azure") ? "azure.ai.openai" : ProviderNames.canonical(name);
  }

  /// The name without `provider/`, which LiteLLM puts before some.
  private static String model(String provider, String key) {
    int slash = key.indexOf('/');
    return slash > 0
            && slash < key.length() - 1
            && provider(key.substring(0, slash)).equals(provider)
        ? key.substring(slash + 1)
        : key;
  }
}
