package watchbill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;

class PriceFileReaderTest {
  private static final String GOOD =
      """
      {"prices": [{"provider": "acme", "model": "m-1", "valid_from": "2026-01-31",
        "source": "its price page",
        "usd_per_million_tokens": {"input": 3, "output": 15.5, "cache_read": 0.3,
          "cache_write_5m": 3.75, "cache_write_1h": 0.000001}}]}
      """;

  @Test
  void readsDollarsForAMillionTokensAsPicoDollarsForOne() {
    PriceBook book = read(GOOD);
    long since = Instant.parse("2026-01-31T00:00:00Z").toEpochMilli();
    assertThat(book.at("acme", "m-1", since))
        .isEqualTo(new Price(3_000_000, 15_500_000, 300_000, 3_750_000, 1));
    assertThat(book.at("acme", "m-1", since - 1)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          3,                   | -3,           | prices[0].usd_per_million_tokens.input: want 0 to 100000 dollars for a million tokens, have -3
          15.5                 | 15500000      | prices[0].usd_per_million_tokens.output: want 0 to 100000 dollars for a million tokens, have 15500000
          0.000001             | 0.0000001     | prices[0].usd_per_million_tokens.cache_write_1h: want at most six decimals, have 1E-7
          15.5                 | "dear"        | prices[0].usd_per_million_tokens.output: want a number, have dear
          "cache_read": 0.3,   | ``            | prices[0].usd_per_million_tokens.cache_read: want a price, have none
          "cache_read"         | "cache"       | prices[0].usd_per_million_tokens.cache: want input, output, cache_read, cache_write_5m or cache_write_1h, have another class
          2026-01-31           | yesterday     | prices[0].valid_from: want a date such as 2026-11-22, have yesterday
          "its price page"     | ""            | prices[0].source: want a text, have none
          "model": "m-1",      | ``            | prices[0].model: want a text, have none
          {"prices"            | {"rows"       | rows: want only "prices", have another key
          """)
  void saysWhatIsWrong(String part, String instead, String message) {
    assertThat(GOOD).contains(part);
    assertThatThrownBy(() -> read(GOOD.replace(part, instead == null ? "" : instead)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> read(GOOD.substring(0, 100)))
        .hasMessageStartingWith("prices: want JSON, have something else in line ");
  }

  private static PriceBook read(String text) {
    return PriceFileReader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
