package watchbill.wire.prices;

import java.util.Map;
import watchbill.core.money.PriceBook;

/// Reads price files in three forms, told apart by what is in them: our own (docs/prices.md),
/// LiteLLM's `model_prices_and_context_window.json` and the `data.json` of genai-prices.
public final class PriceFileReader {
  private PriceFileReader() {}

  /// The book of these bytes.
  ///
  /// @throws IllegalArgumentException for what is no price file; says the key, what was wanted and
  ///   what was found
  public static PriceBook read(byte[] json) {
    return readFile(json).book();
  }

  /// The book of these bytes, and what is to be said of the file.
  ///
  /// @throws IllegalArgumentException as [#read] does
  public static PriceFile readFile(byte[] json) {
    return switch (JsonDocument.read(json)) {
      case JsonValue.Obj object when object.fields().containsKey("prices") ->
          OwnPriceFile.read(object);
      case JsonValue.Obj object when isLiteLlm(object.fields()) -> LiteLlmFile.read(object);
      case JsonValue.Arr list when isGenAiPrices(list) -> GenAiPricesFile.read(list);
      case JsonValue _ ->
          throw new IllegalArgumentException(
              "prices: want {\"prices\": [...]}, have something else");
    };
  }

  private static boolean isLiteLlm(Map<String, JsonValue> fields) {
    return fields.values().stream()
        .anyMatch(value ->
            value instanceof JsonValue.Obj row && row.fields().containsKey("litellm_provider"));
  }

  private static boolean isGenAiPrices(JsonValue.Arr list) {
    return !list.items().isEmpty()
        && list.items().getFirst() instanceof JsonValue.Obj provider
        && provider.fields().containsKey("models");
  }
}
