package watchbill.wire.prices;

/// Whose form a price file has.
public enum PriceFormat {
  /// Ours: docs/prices.md.
  OWN(""),
  /// LiteLLM's `model_prices_and_context_window.json`.
  LITELLM(" (LiteLLM)"),
  /// The `data.json` of genai-prices.
  GENAI_PRICES(" (genai-prices)");

  private final String words;

  PriceFormat(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
