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
import watchbill.core.money.Tariff;
import watchbill.wire.Rfc3339;

class PriceFileReaderTest {
  private static final String ROW =
      """
      {"provider":"anthropic","model":"opus","valid_from":"2026-02-05","source":"https://a.example",\
      "usd_per_million_tokens":{"input":5,"output":25.000000,"cache_read":0.5,\
      "cache_write_5m":6.25,"cache_write_1h":1e1}}\
      """;

  private static final long CALL = 10_000_000_000L;

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
        .isEqualTo(
            new Price(5_000_000, 25_000_000, 500_000, 6_250_000, 10_000_000, Price.UNPRICED));
    assertThat(rates(book, "2026-03-01T10:00:00Z"))
        .isEqualTo(
            new Price(4_000_000, 25_000_000, 500_000, 6_250_000, 10_000_000, Price.UNPRICED));
    assertThat(book.at("anthropic", "haiku", "", at("2026-03-01T10:00:00Z"))).isNull();
  }

  @Test
  void takesTheSmallestPriceAndRefusesASmallerOne() {
    String row = ROW.replace("0.5", "0.0002");

    assertThat(rates(read(file(row)), "2026-02-05T00:00:00Z"))
        .isEqualTo(new Price(5_000_000, 25_000_000, 200, 6_250_000, 10_000_000, Price.UNPRICED));
    assertThatThrownBy(() -> read(file(ROW.replace("0.5", "0.0000001"))))
        .hasMessage(
            "prices[0].usd_per_million_tokens.cache_read: want at most six decimals, have"
                + " 0.0000001");
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
        "\"source\"      | \"sauce\"   | prices[0].sauce: want provider, model, aliases,"
            + " valid_from, valid_to, hours_utc, source, usd_per_million_tokens, tiers,"
            + " service_tiers, usd_per_thousand_server_tool_calls, have this key",
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
        "0.5             | 1e-999999999 | prices[0].usd_per_million_tokens.cache_read: want a price"
            + " of 0 or more, have 1e-999999999",
        "0.5             | 9223372036855 | prices[0].usd_per_million_tokens.cache_read: want 0, or"
            + " 0.0002 to 2000 dollars for a million tokens, have 9223372036855",
        "0.5             | 5e-5        | prices[0].usd_per_million_tokens.cache_read: want 0, or"
            + " 0.0002 to 2000 dollars for a million tokens, have 5e-5",
        "\"source\"      | \"valid_to\":\"2026-02-05\",\"source\" | prices[0].valid_to: want a"
            + " time after valid_from, have 2026-02-05",
        "\"source\"      | \"hours_utc\":\"9-17\",\"source\" | prices[0].hours_utc: want two"
            + " times of a day such as 16:30-00:30, have 9-17",
        "\"source\"      | \"aliases\":[5],\"source\" | prices[0].aliases: want names of the"
            + " model, have 5",
        "\"source\"      | \"aliases\":\"o\",\"source\" | prices[0].aliases: want a list, have o",
        "\"source\"      | \"usd_per_thousand_server_tool_calls\":-1,\"source\" |"
            + " prices[0].usd_per_thousand_server_tool_calls: want 0 to 1000 dollars with at most"
            + " nine decimals, have -1",
        "\"source\"      | \"service_tiers\":{\"batch\":{\"multiplier\":0}},\"source\" |"
            + " prices[0].service_tiers.batch.multiplier: want more than 0 to 100 with at most six"
            + " decimals, have 0",
        "\"source\"      | \"service_tiers\":{\"batch\":{\"multiplier\":0.000001}},\"source\" |"
            + " prices[0].service_tiers.batch.multiplier: want rates of whole pico-dollars a"
            + " token, have 0.000001",
        "\"source\"      | \"service_tiers\":{\"batch\":{\"times\":2}},\"source\" |"
            + " prices[0].service_tiers.batch.times: want multiplier, usd_per_million_tokens,"
            + " tiers, have this key",
        "\"source\"      | \"service_tiers\":{\"batch\":{}},\"source\" |"
            + " prices[0].service_tiers.batch.usd_per_million_tokens: want an object, have nothing",
        "\"source\"      | \"service_tiers\":{\"standard\":{\"multiplier\":1}},\"source\" |"
            + " prices[0].service_tiers.standard: want a tier that is not billed at list price,"
            + " have this one",
        "\"source\"      | \"tiers\":[{}],\"source\" | prices[0].tiers[0].usd_per_million_tokens:"
            + " want an object, have nothing",
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
  void readsTiersServiceTiersAndServerTools() {
    String row =
        """
        {"provider":"anthropic","model":"opus","aliases":["op"],"valid_from":"2026-02-05",
         "valid_to":"2026-06-01","source":"https://a.example","usd_per_thousand_server_tool_calls":10,
         "usd_per_million_tokens":{"input":3,"output":15,"cache_read":0.3,"cache_write_5m":3.75,
           "cache_write_1h":6},
         "tiers":[{"above_prompt_tokens":200000,"usd_per_million_tokens":{"input":6,"output":22.5,
           "cache_read":0.6,"cache_write_5m":7.5,"cache_write_1h":12}}],
         "service_tiers":{"batch":{"multiplier":0.5},
           "priority":{"usd_per_million_tokens":{"input":4,"output":20,"cache_read":0.4,
             "cache_write_5m":5,"cache_write_1h":8},
             "tiers":[{"from_prompt_tokens":100,"usd_per_million_tokens":{"input":8,"output":40,
               "cache_read":0.8,"cache_write_5m":10,"cache_write_1h":16}}]}}}
        """;
    PriceFile file =
        PriceFileReader.readFile(
            ("{\"currency\":\"USD\",\"prices\":[" + row + "]}").getBytes(StandardCharsets.UTF_8));
    assertThat(file.summary()).isEqualTo("1 rows of 1 models");
    assertThat(file.leftOutLine()).isEmpty();
    long at = at("2026-05-31T23:59:59Z");
    Tariff list = Objects.requireNonNull(file.book().at("anthropic", "op", "", at));
    assertThat(list.rates(new Usage(200_000, 0, 0, 0, 0)))
        .isEqualTo(new Price(3_000_000, 15_000_000, 300_000, 3_750_000, 6_000_000, CALL));
    assertThat(list.rates(new Usage(200_000, 0, 1, 0, 0)))
        .isEqualTo(new Price(6_000_000, 22_500_000, 600_000, 7_500_000, 12_000_000, CALL));
    Tariff batch = Objects.requireNonNull(file.book().at("anthropic", "opus", "batch", at));
    assertThat(batch.base())
        .isEqualTo(new Price(1_500_000, 7_500_000, 150_000, 1_875_000, 3_000_000, CALL));
    assertThat(batch.tiers().getFirst().price().input()).isEqualTo(3_000_000);
    Tariff priority = Objects.requireNonNull(file.book().at("anthropic", "opus", "priority", at));
    assertThat(priority.rates(new Usage(99, 0, 0, 0, 0)).input()).isEqualTo(4_000_000);
    assertThat(priority.rates(new Usage(100, 0, 0, 0, 0)).input()).isEqualTo(8_000_000);
    assertThat(file.book().at("anthropic", "opus", "", at("2026-06-01T00:00:00Z"))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"above_prompt_tokens\":0 | prices[0].tiers[0].above_prompt_tokens: want a number of"
            + " tokens from 1 to a billion, have 0",
        "\"above_prompt_tokens\":1.5 | prices[0].tiers[0].above_prompt_tokens: want a number of"
            + " tokens from 1 to a billion, have 1.5",
        "\"above\":1 | prices[0].tiers[0].above: want above_prompt_tokens, from_prompt_tokens,"
            + " usd_per_million_tokens, have this key",
        "\"above_prompt_tokens\":1,\"from_prompt_tokens\":1 |"
            + " prices[0].tiers[0].above_prompt_tokens: want it or from_prompt_tokens, have both",
        "\"above_prompt_tokens\":5 | prices[0].tiers: want no lower rate for a larger prompt,"
            + " have one from 6 tokens",
      })
  void saysWhatIsWrongWithATier(String threshold, String message) {
    String tier =
        "{"
            + threshold
            + ",\"usd_per_million_tokens\":{\"input\":4.999999,\"output\":25,\"cache_read\":0.5,"
            + "\"cache_write_5m\":6.25,\"cache_write_1h\":10}}";
    String row = ROW.replace("\"source\"", "\"tiers\":[" + tier + "],\"source\"");
    assertThatThrownBy(() -> read(file(row))).hasMessage(message);
  }

  @Test
  void refusesAPriceAThousandTimesThatOfAnotherRow() {
    String slip =
        ROW.replace("2026-02-05", "2026-03-05").replace("\"cache_read\":0.5", "\"cache_read\":501");
    assertThatThrownBy(() -> read(file(ROW, slip)))
        .hasMessage(
            "prices[1].usd_per_million_tokens.cache_read: want less than 1000 times apart from"
                + " prices[0] of the same model (0.5), have 501");
    assertThatThrownBy(() -> read(file(slip, ROW))).hasMessageContaining("have 0.5");
  }

  @Test
  void refusesOverlappingRowsAndForeignMoney() {
    String first = ROW.replace("\"source\"", "\"valid_to\":\"2026-03-06\",\"source\"");
    String second = ROW.replace("2026-02-05", "2026-03-05");
    assertThatThrownBy(() -> read(file(first, second)))
        .hasMessage(
            "valid_to: want an end before the next row begins, have overlapping rows of anthropic"
                + " opus");
    assertThatThrownBy(() -> read("{\"currency\":\"EUR\",\"prices\":[]}"))
        .hasMessage("currency: want USD, have EUR");
  }

  @Test
  void refusesTwoRowsForOneDay() {
    assertThatThrownBy(() -> read(file(ROW, ROW)))
        .hasMessage("prices: want one row a model and date, have two of anthropic opus");
  }
}
