package watchbill.core.money;

/// One dated row of a price book.
///
/// @param provider as in `gen_ai.provider.name`; not empty
/// @param model as the provider names it in its answers; not empty
/// @param validFromMillis from when it holds, in milliseconds since the epoch, until the next row
public record PriceRow(String provider, String model, long validFromMillis, Price price) {
  public PriceRow {
    if (provider.isEmpty() || model.isEmpty()) {
      throw new IllegalArgumentException(
          "price row: want a provider and a model, have \"%s\" and \"%s\""
              .formatted(provider, model));
    }
  }
}
