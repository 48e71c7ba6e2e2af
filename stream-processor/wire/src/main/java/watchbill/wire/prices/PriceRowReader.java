package watchbill.wire.prices;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import watchbill.core.TokenClass;
import watchbill.core.money.Price;
import watchbill.core.money.PriceRow;
import watchbill.wire.Rfc3339;

/// Reads one row of a price file.
final class PriceRowReader {
  private static final String PRICES = "usd_per_million_tokens";

  /// Dollars for a million tokens, times this, are pico-dollars for a token.
  private static final int DECIMALS = 6;

  private final String path;
  private final JsonParser json;
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, Long> rates = new LinkedHashMap<>();

  PriceRowReader(String path, JsonParser json) {
    this.path = path;
    this.json = json;
  }

  /// The row whose opening brace is the parser's current token.
  PriceRow read() throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw wrong("", "an object", json.getText());
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      switch (key) {
        case "provider", "model", "valid_from", "source" -> texts.put(key, text(key, value));
        case PRICES -> readRates(value);
        default ->
            throw wrong("." + key, "provider, model, valid_from, source, " + PRICES, "this key");
      }
    }
    String provider = required("provider");
    String model = required("model");
    required("source");
    return new PriceRow(provider, model, validFrom(required("valid_from")), price());
  }

  private String text(String key, JsonToken value) throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      throw wrong("." + key, "a text", json.getText());
    }
    if (json.getText().isBlank()) {
      throw wrong("." + key, "a text", "an empty one");
    }
    return json.getText();
  }

  private void readRates(JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      throw wrong("." + PRICES, "an object", json.getText());
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      boolean known = false;
      for (TokenClass tokenClass : TokenClass.values()) {
        known |= name(tokenClass).equals(key);
      }
      if (!known) {
        throw wrong("." + PRICES + "." + key, "a class of tokens", "this key");
      }
      rates.put(key, rate(key, json.nextToken()));
    }
  }

  private long rate(String key, JsonToken value) throws IOException {
    String place = "." + PRICES + "." + key;
    String text = json.getText();
    if (!value.isNumeric() || json.getTextLength() > 40) {
      throw wrong(place, "a number of dollars", text);
    }
    try {
      BigDecimal dollars = new BigDecimal(text);
      if (dollars.signum() < 0 || dollars.scale() < -DECIMALS) {
        throw wrong(place, "a price of 0 or more", text);
      }
      return dollars.movePointRight(DECIMALS).longValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      throw wrong(place, "at most six decimals and 9.2 million dollars", text);
    }
  }

  private Price price() {
    return new Price(
        rate(TokenClass.INPUT),
        rate(TokenClass.OUTPUT),
        rate(TokenClass.CACHE_READ),
        rate(TokenClass.CACHE_WRITE_5M),
        rate(TokenClass.CACHE_WRITE_1H));
  }

  private long rate(TokenClass tokenClass) {
    Long rate = rates.get(name(tokenClass));
    if (rate == null) {
      throw wrong("." + PRICES + "." + name(tokenClass), "a number of dollars", "nothing");
    }
    return rate;
  }

  private long validFrom(String text) {
    boolean day = text.length() == "2026-02-05".length();
    long millis = Rfc3339.parse(day ? text + "T00:00:00Z" : text);
    if (millis == Rfc3339.BAD) {
      throw wrong(".valid_from", "a day such as 2026-02-05, or a time of RFC 3339", text);
    }
    return millis;
  }

  private String required(String key) {
    String text = texts.get(key);
    if (text == null) {
      throw wrong("." + key, "a text", "nothing");
    }
    return text;
  }

  private static String name(TokenClass tokenClass) {
    return tokenClass.name().toLowerCase(Locale.ROOT);
  }

  private IllegalArgumentException wrong(String key, String want, String have) {
    return new IllegalArgumentException(path + key + ": want " + want + ", have " + have);
  }
}
