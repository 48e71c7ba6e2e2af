package watchbill.wire.prices;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;

/// Reads price files: what a million tokens of a model cost, from when, and who says so.
///
/// ```json
/// {"prices":[{"provider":"anthropic","model":"claude-opus-4-6","valid_from":"2026-02-05",
///   "source":"https://...","usd_per_million_tokens":{"input":5,"output":25,"cache_read":0.5,
///   "cache_write_5m":6.25,"cache_write_1h":10}}]}
/// ```
///
/// All keys must be there, and no others: a price that is left out would be guessed. A row holds
/// from its date (the beginning of that day in UTC, or a time of RFC 3339) until the next one.
public final class PriceFileReader {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private PriceFileReader() {}

  /// The book of these bytes.
  ///
  /// @throws IllegalArgumentException for what is no price file; says the key, what was wanted and
  ///   what was found
  public static PriceBook read(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      PriceBook book = readFile(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("prices: want one JSON object, have more after it");
      }
      return book;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "prices: want JSON, have at line "
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("prices: want JSON, have " + e.getMessage(), e);
    }
  }

  private static PriceBook readFile(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT
        || json.nextToken() != JsonToken.FIELD_NAME
        || !json.currentName().equals("prices")
        || json.nextToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("prices: want {\"prices\": [...]}, have something else");
    }
    List<PriceRow> rows = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      rows.add(new PriceRowReader("prices[" + rows.size() + "]", json).read());
    }
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw new IllegalArgumentException(
          json.currentName() + ": want nothing beside prices, have it");
    }
    return PriceBook.of(rows);
  }
}
