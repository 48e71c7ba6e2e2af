package watchbill.wire.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.core.Usage;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.wire.Rfc3339;

class PriceFileReaderTest {
  private static final String ROW =
      """
      {"provider":"anthropic","model":"opus","valid_from":"2026-02-05","source":"https://a.example",\
      "usd_per_million_tokens":{"input":5,"output":25.000000,"cache_read":0.5,\
      "cache_write_5m":6.25,"cache_write_1h":1e1}}\
      """;

  private static PriceBook read(String json) {
    return PriceFileReader.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String file(String... rows) {
    return "{\"prices\":[" + String.join(",", rows) + "]}";
  }

  private static Price rates(PriceBook book, String time) {
    return Objects.requireNonNull(book.at("anthropic", "opus", "", at(time))).rates(Usage.NONE);
  }

  private static long at(String time) {
    return Rfc3339.parse(time);
  }

  @Test
  void readsDatedRowsAsPicoDollarsForAToken() {
    String later =
        ROW.replace("2026-02-05", "2026-03-01T12:00:00+02:00")
            .replace("\"input\":5", "\"input\":4");
    PriceBook book = read(file(later, ROW));

    assertThat(book.at("anthropic", "opus", "", at("2026-02-04T23:59:59Z"))).isNull();
    assertThat(rates(book, "2026-02-05T00:00:00Z"))
        .isEqualTo(new Price(5_000_000, 25_000_000, 500_000, 6_250_000, 10_000_000));
    assertThat(rates(book, "2026-03-01T10:00:00Z"))
        .isEqualTo(new Price(4_000_000, 25_000_000, 500_000, 6_250_000, 10_000_000));
    assertThat(book.at("anthropic", "haiku", "", at("2026-03-01T10:00:00Z"))).isNull();
  }

  @Test
  void takesTheSmallestPriceAndRefusesASmallerOne() {
    String row = ROW.replace("0.5", "0.000001");

    assertThat(rates(read(file(row)), "2026-02-05T00:00:00Z"))
        .isEqualTo(new Price(5_000_000, 25_000_000, 1, 6_250_000, 10_000_000));
    assertThatThrownBy(() -> read(file(ROW.replace("0.5", "0.0000001"))))
        .hasMessage(
            "prices[0].usd_per_million_tokens.cache_read: want at most six decimals and 9.2 million"
                + " dollars, have 0.0000001");
  }

  @Test
  void isEmptyWithoutRows() {
    assertThat(read(file()).at("anthropic", "opus", "", 0)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"anthropic\"   | \"\"        | prices[0].provider: want a text, have an empty one",
        "\"opus\"        | 5           | prices[0].model: want a text, have 5",
        "\"2026-02-05\"  | \"may\"     | prices[0].valid_from: want a day such as 2026-02-05, or a"
            + " time of RFC 3339, have may",
        "\"source\"      | \"sauce\"   | prices[0].sauce: want provider, model, valid_from, source,"
            + " usd_per_million_tokens, have this key",
        "\"output\"      | \"outputs\" | prices[0].usd_per_million_tokens.outputs: want a class of"
            + " tokens, have this key",
        "0.5             | -0.5        | prices[0].usd_per_million_tokens.cache_read: want a price"
            + " of 0 or more, have -0.5",
        "0.5             | \"0.5\"     | prices[0].usd_per_million_tokens.cache_read: want a number"
            + " of dollars, have 0.5",
        "0.5             | null        | prices[0].usd_per_million_tokens.cache_read: want a number"
            + " of dollars, have null",
        "0.5             | 1e999999999 | prices[0].usd_per_million_tokens.cache_read: want a price"
            + " of 0 or more, have 1e999999999",
        "0.5             | 1e-999999999 | prices[0].usd_per_million_tokens.cache_read: want at most"
            + " six decimals and 9.2 million dollars, have 1e-999999999",
        "0.5             | 9223372036855 | prices[0].usd_per_million_tokens.cache_read: want at most"
            + " six decimals and 9.2 million dollars, have 9223372036855",
        "\"cache_read\":0.5, | ~~      | prices[0].usd_per_million_tokens.cache_read: want a number"
            + " of dollars, have nothing",
        "\"provider\":\"anthropic\", | ~~ | prices[0].provider: want a text, have nothing",
      })
  void saysWhatIsWrongWithARow(String part, String instead, String message) {
    assertThatThrownBy(() -> read(file(ROW.replace(part, instead))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]                  | prices: want {\"prices\": [...]}, have something else",
        "{\"rows\":[]}       | prices: want {\"prices\": [...]}, have something else",
        "{\"prices\":{}}     | prices: want {\"prices\": [...]}, have something else",
        "{\"prices\":[7]}    | prices[0]: want an object, have 7",
        "{\"prices\":[],\"x\":1} | x: want nothing beside prices, have it",
        "{\"prices\":[]} 1   | prices: want one JSON object, have more after it",
      })
  void saysWhatIsWrongWithTheFile(String json, String message) {
    assertThatThrownBy(() -> read(json)).hasMessage(message);
  }

  @Test
  void saysWhereItIsNoJson() {
    assertThatThrownBy(() -> read("{\"prices\":[\n\n{]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("prices: want JSON, have at line 3: ");
    assertThatThrownBy(() -> read(file(ROW.replace("\"model\"", "\"provider\""))))
        .hasMessageContaining("Duplicate field 'provider'");
    assertThatThrownBy(() -> read("{\"prices\":[")).hasMessageStartingWith("prices: want JSON");
  }

  @Test
  void refusesTwoRowsForOneDay() {
    assertThatThrownBy(() -> read(file(ROW, ROW)))
        .hasMessage("prices: want one row a model and date, have two of anthropic opus");
  }
}
