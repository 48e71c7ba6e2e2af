package watchbill.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.TokenClass;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;

/// Reads a price file: `{"prices": [ROW, ...]}`, each row with `provider`, `model`, `valid_from` (a
/// date, from its first moment in UTC), `source` (where the price was published) and
/// `usd_per_million_tokens` with `input`, `output`, `cache_read`, `cache_write_5m` and
/// `cache_write_1h`.
///
/// A price in dollars for a million tokens has at most six decimals, so that one token costs a
/// whole number of pico-dollars.
public final class PriceFileReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final BigDecimal PICO_PER_TOKEN = BigDecimal.valueOf(1_000_000);
  private static final BigDecimal DEAREST = BigDecimal.valueOf(100_000);

  private final JsonParser in;

  private PriceFileReader(JsonParser in) {
    this.in = in;
  }

  /// The price book that these bytes hold.
  ///
  /// @throws IllegalArgumentException when they hold none: `key: want ..., have ...`
  public static PriceBook read(byte[] json) {
    try (JsonParser in = JSON.createParser(json)) {
      in.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
      return PriceBook.of(new PriceFileReader(in).file());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "prices: want JSON, have something else in line " + e.getLocation().getLineNr(), e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private List<PriceRow> file() throws IOException {
    expect("prices", in.nextToken(), JsonToken.START_OBJECT, "an object with \"prices\"");
    List<PriceRow> rows = new ArrayList<>();
    boolean found = false;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      if (!in.currentName().equals("prices")) {
        throw wrong(in.currentName(), "only \"prices\"", "another key");
      }
      found = true;
      expect("prices", in.nextToken(), JsonToken.START_ARRAY, "a list of rows");
      while (in.nextToken() != JsonToken.END_ARRAY) {
        rows.add(row("prices[" + rows.size() + "]"));
      }
    }
    if (!found) {
      throw wrong("prices", "a list of rows", "none");
    }
    return rows;
  }

  private PriceRow row(String key) throws IOException {
    expect(key, in.currentToken(), JsonToken.START_OBJECT, "a row");
    Map<String, String> texts = new HashMap<>();
    Price price = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      String full = key + "." + name;
      JsonToken value = in.nextToken();
      switch (name) {
        case "provider", "model", "valid_from", "source" -> {
          expect(full, value, JsonToken.VALUE_STRING, "a text");
          texts.put(name, in.getText());
        }
        case "usd_per_million_tokens" -> price = price(full);
        default ->
            throw wrong(
                full,
                "provider, model, valid_from, source or usd_per_million_tokens",
                "another key");
      }
    }
    if (price == null) {
      throw wrong(key + ".usd_per_million_tokens", "a price for each class", "none");
    }
    required(key, "source", texts);
    return new PriceRow(
        required(key, "provider", texts),
        required(key, "model", texts),
        date(key + ".valid_from", required(key, "valid_from", texts)),
        price);
  }

  private Price price(String key) throws IOException {
    expect(key, in.currentToken(), JsonToken.START_OBJECT, "an object");
    Map<TokenClass, Long> rates = new EnumMap<>(TokenClass.class);
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String full = key + "." + in.currentName();
      TokenClass tokenClass = tokenClass(full, in.currentName());
      JsonToken value = in.nextToken();
      if (!value.isNumeric()) {
        throw wrong(full, "a number", value.isScalarValue() ? in.getText() : "something else");
      }
      rates.put(tokenClass, rate(full, in.getDecimalValue()));
    }
    return new Price(
        required(key, TokenClass.INPUT, rates),
        required(key, TokenClass.OUTPUT, rates),
        required(key, TokenClass.CACHE_READ, rates),
        required(key, TokenClass.CACHE_WRITE_5M, rates),
        required(key, TokenClass.CACHE_WRITE_1H, rates));
  }

  private static long required(String key, TokenClass tokenClass, Map<TokenClass, Long> rates) {
    Long rate = rates.get(tokenClass);
    if (rate == null) {
      throw wrong(key + "." + tokenClass.name().toLowerCase(Locale.ROOT), "a price", "none");
    }
    return rate;
  }

  private static TokenClass tokenClass(String key, String name) {
    for (TokenClass tokenClass : TokenClass.values()) {
      if (tokenClass.name().toLowerCase(Locale.ROOT).equals(name)) {
        return tokenClass;
      }
    }
    throw wrong(
        key, "input, output, cache_read, cache_write_5m or cache_write_1h", "another class");
  }

  private static long rate(String key, BigDecimal dollars) {
    if (dollars.signum() < 0 || dollars.compareTo(DEAREST) > 0) {
      throw wrong(key, "0 to 100000 dollars for a million tokens", dollars.toString());
    }
    try {
      return dollars.multiply(PICO_PER_TOKEN).longValueExact();
    } catch (ArithmeticException _) {
      throw wrong(key, "at most six decimals", dollars.toString());
    }
  }

  private static long date(String key, String text) {
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    } catch (DateTimeParseException _) {
      throw wrong(key, "a date such as 2026-11-22", text);
    }
  }

  private static String required(String key, String name, Map<String, String> texts) {
    String text = texts.getOrDefault(name, "");
    if (text.isEmpty()) {
      throw wrong(key + "." + name, "a text", "none");
    }
    return text;
  }

  private static void expect(String key, @Nullable JsonToken have, JsonToken want, String words) {
    if (have != want) {
      throw wrong(key, words, have == null ? "nothing" : "something else");
    }
  }

  private static IllegalArgumentException wrong(String key, String want, String have) {
    return new IllegalArgumentException(key + ": want " + want + ", have " + have);
  }
}
