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

/// Price files of LiteLLM and of genai-prices, in small.
class ForeignPriceFilesTest {
  private static final long NONE = Price.UNPRICED;

  private static PriceFile read(String json) {
    return PriceFileReader.readFile(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Tariff tariff(PriceBook book, String provider, String model, String tier) {
    return Objects.requireNonNull(book.at(provider, model, tier, 0), model);
  }

  private static Usage prompt(long tokens) {
    return new Usage(tokens, 0, 0, 0, 0);
  }

  @Test
  void takesLiteLlmsKeysApart() {
    PriceFile file =
        read(
            """
            {"sample_spec":{"litellm_provider":"one of"},
             "sonnet":{"litellm_provider":"anthropic","mode":"chat","input_cost_per_token":3e-06,
               "output_cost_per_token":1.5e-05,"cache_read_input_token_cost":3e-07,
               "cache_creation_input_token_cost":3.75e-06,
               "cache_creation_input_token_cost_above_1hr":6e-06,
               "input_cost_per_token_above_200k_tokens":6e-06,
               "output_cost_per_token_above_200k_tokens":2.25e-05,
               "cache_read_input_token_cost_above_200k_tokens":6e-07,
               "cache_creation_input_token_cost_above_200k_tokens":7.5e-06,
               "cache_creation_input_token_cost_above_1hr_above_200k_tokens":1.2e-05,
               "provider_specific_entry":{"fast":6.0,"us":1.1},
               "search_context_cost_per_query":{"search_context_size_low":0.01,
                 "search_context_size_high":0.01}},
             "openai/gpt":{"litellm_provider":"openai","mode":"responses",
               "input_cost_per_token":2.5e-06,"output_cost_per_token":1e-05,
               "cache_read_input_token_cost":1.25e-06,
               "input_cost_per_token_batches":1.25e-06,"output_cost_per_token_batches":5e-06,
               "input_cost_per_token_flex":1.25e-06,
               "search_context_cost_per_query":{"search_context_size_low":0.025,
                 "search_context_size_high":0.03}},
             "xai/grok":{"litellm_provider":"xai","mode":"chat","input_cost_per_token":2e-06,
               "output_cost_per_token":6e-06,"input_cost_per_token_above_128k_tokens":4e-06,
               "output_cost_per_token_above_128k_tokens":1.2e-05}}
            """);
    assertThat(file.summary()).isEqualTo("3 rows of 3 models (LiteLLM)");
    assertThat(file.leftOutLine()).isEmpty();
    PriceBook book = file.book();
    Tariff sonnet = tariff(book, "anthropic", "sonnet", "");
    assertThat(sonnet.rates(prompt(200_000)))
        .isEqualTo(
            new Price(3_000_000, 15_000_000, 300_000, 3_750_000, 6_000_000, 10_000_000_000L));
    assertThat(sonnet.rates(prompt(200_001)))
        .isEqualTo(
            new Price(6_000_000, 22_500_000, 600_000, 7_500_000, 12_000_000, 10_000_000_000L));
    assertThat(tariff(book, "anthropic", "sonnet", "fast").base().output()).isEqualTo(90_000_000);
    assertThat(tariff(book, "openai", "gpt", "").base())
        .isEqualTo(new Price(2_500_000, 10_000_000, 1_250_000, NONE, NONE, NONE));
    assertThat(tariff(book, "openai", "gpt", "batch").base())
        .isEqualTo(new Price(1_250_000, 5_000_000, NONE, NONE, NONE, NONE));
    assertThat(book.at("openai", "gpt", "flex", 0)).isNull();
    Tariff grok = tariff(book, "x_ai", "grok", "");
    assertThat(grok.rates(prompt(127_999)).input()).isEqualTo(2_000_000);
    assertThat(grok.rates(prompt(128_000)).input()).isEqualTo(4_000_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"input_cost_per_token\":-1e-06 | 1 rows with a negative price",
        "\"input_cost_per_token\":3 | 1 rows with an absurd price",
        "\"input_cost_per_token\":3e-12 | 1 rows with an absurd price",
        "\"input_cost_per_token\":\"3e-06\" | 1 rows with a price that is no number",
        "\"input_cost_per_token\":8.333333333333334e-08 | 1 rows with a price of no whole"
            + " pico-dollars a token",
        "\"input_cost_per_image\":1 | 1 rows without a price of input",
        "\"input_cost_per_token\":2e-06,\"output_cost_per_reasoning_token\":9e-06 | 1 rows with a"
            + " price of their own for reasoning",
        "\"input_cost_per_token\":2e-06,\"input_cost_per_token_above_200k_tokens\":3e-06 | 1 rows"
            + " with a tier that lacks a price",
        "\"input_cost_per_token\":2e-06,\"input_cost_per_token_above_200k_tokens\":1e-06,"
            + "\"output_cost_per_token_above_200k_tokens\":9e-06 | 1 rows with a lower price for a"
            + " larger prompt",
      })
  void leavesOutARowOfLiteLlmThatIsNotExact(String prices, String why) {
    PriceFile file =
        read(
            """
            {"good":{"litellm_provider":"openai","mode":"chat","input_cost_per_token":1e-06,
               "output_cost_per_token":2e-06},
             "good-2026-01-01":{"litellm_provider":"openai","mode":"chat",
               "output_cost_per_token":4e-06,%s}}
            """
                .formatted(prices));
    assertThat(file.rows()).isEqualTo(1);
    assertThat(file.leftOutLine()).isEqualTo("left out " + why);
    assertThat(file.book().at("openai", "good", "", 0)).isNotNull();
    assertThat(file.book().at("openai", "good-2026-01-01", "", 0)).isNull();
  }

  @Test
  void leavesOutWhatIsNoTextAndServiceTiersThatLackATier() {
    PriceFile file =
        read(
            """
            {"a":{"litellm_provider":"openai","mode":"chat","input_cost_per_token":1e-06,
               "output_cost_per_token":2e-06,"input_cost_per_token_above_272k_tokens":2e-06,
               "output_cost_per_token_above_272k_tokens":3e-06,"input_cost_per_token_flex":5e-07,
               "output_cost_per_token_flex":1e-06},
             "b":{"litellm_provider":"openai","mode":"image_generation",
               "input_cost_per_token":1e-06},
             "openai/a":{"litellm_provider":"openai","mode":"chat","input_cost_per_token":1e-06},
             "c":{"mode":"chat"}}
            """);
    assertThat(file.leftOut())
        .containsOnlyKeys(
            "rows of other things than text",
            "rows of a model that is there twice",
            "rows without a provider",
            "service tiers that cannot be taken exactly");
    assertThat(file.book().at("openai", "a", "flex", 0)).isNull();
    assertThat(file.book().at("openai", "a", "", 0)).isNotNull();
  }

  @Test
  void takesGenAiPricesByDateTierAndTimeOfDay() {
    PriceFile file =
        read(
            """
            [{"id":"anthropic","pricing_urls":["https://a.example"],"models":[
               {"id":"opus","match":{"or":[{"equals":"opus"},{"starts_with":"opus-"}]},"prices":[
                 {"prices":{"input_mtok":{"base":5,"tiers":[{"start":200000,"price":10}]},
                   "cache_write_mtok":6.25,"cache_read_mtok":0.5,"output_mtok":25}},
                 {"constraint":{"start_date":"2026-03-13"},
                  "prices":{"input_mtok":5,"output_mtok":25}}]}]},
             {"id":"deepseek","models":[
               {"id":"chat","match":{"regex":"^chat$"},"prices":[
                 {"prices":{"input_mtok":0.135,"output_mtok":0.55}},
                 {"constraint":{"start_time":"00:30:00Z","end_time":"16:30:00Z"},
                  "prices":{"input_mtok":0.27,"output_mtok":1.1}}]}]},
             {"id":"azure","fallback_model_providers":["anthropic"],"models":[
               {"id":"phi","match":{"ends_with":"phi"},
                "prices":{"input_mtok":0.18000000000000002,"input_audio_mtok":3}}]}]
            """);
    assertThat(file.summary()).isEqualTo("5 rows of 3 models (genai-prices)");
    assertThat(file.leftOutLine()).isEmpty();
    PriceBook book = file.book();
    Tariff early = tariff(book, "anthropic", "Opus-1", "");
    assertThat(early.rates(prompt(200_000)))
        .isEqualTo(new Price(5_000_000, 25_000_000, 500_000, 6_250_000, NONE, NONE));
    assertThat(early.rates(prompt(200_001)).input()).isEqualTo(10_000_000);
    Tariff late =
        Objects.requireNonNull(book.at("azure", "opus", "", Rfc3339.parse("2026-03-13T00:00:00Z")));
    assertThat(late.rates(prompt(200_001)))
        .isEqualTo(new Price(5_000_000, 25_000_000, 5_000_000, 5_000_000, 5_000_000, NONE));
    assertThat(
            Objects.requireNonNull(
                    book.at("deepseek", "chat", "", Rfc3339.parse("2026-03-13T16:29:59Z")))
                .base()
                .input())
        .isEqualTo(270_000);
    assertThat(tariff(book, "deepseek", "chat", "").base().input()).isEqualTo(135_000);
    assertThat(tariff(book, "azure", "phi", "").base())
        .isEqualTo(new Price(180_000, NONE, 180_000, 180_000, 180_000, NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | 1 models without a price of input",
        "{\"input_mtok\":1,\"requests_kcount\":12} | 1 models with a price by the request or of an"
            + " unknown kind",
        "{\"input_mtok\":-1} | 1 rows with a negative price",
        "{\"input_mtok\":0.08333333333333334} | 1 rows with a price of no whole pico-dollars a"
            + " token",
        "{\"input_mtok\":{\"base\":2,\"tiers\":[{\"start\":9,\"price\":1}]}} | 1 models with a lower"
            + " price for a larger prompt",
        "{\"input_mtok\":{\"base\":2,\"tiers\":[{\"price\":3}]}} | 1 models with a tier that has no"
            + " start",
        "[{\"constraint\":{\"weekday\":\"1\"},\"prices\":{\"input_mtok\":1}}] | 1 models with"
            + " conditions that are not known",
        "[{\"prices\":{\"input_mtok\":1}},{\"prices\":{\"input_mtok\":1}}] | 1 models with two"
            + " prices at one time",
      })
  void leavesOutAModelOfGenAiPricesThatIsNotExact(String prices, String why) {
    PriceFile file =
        read(
            """
            [{"id":"p","models":[
              {"id":"odd","match":{"starts_with":"m-odd"},"prices":%s},
              {"id":"all","match":{"starts_with":"m"},"prices":{"input_mtok":1}},
              {"id":"new","match":{"sounds_like":"m"},"prices":{"input_mtok":1}}]}]
            """
                .formatted(prices));
    assertThat(file.leftOutLine())
        .isEqualTo("left out " + sorted(why, "1 models with a rule for names that is not known"));
    assertThat(file.book().at("p", "m-1", "", 0)).isNotNull();
    assertThat(file.book().at("p", "m-odd", "", 0)).isNull();
  }

  private static String sorted(String one, String other) {
    return one.compareTo(other) < 0 ? one + ", " + other : other + ", " + one;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[{\"id\":\"p\",\"models\":[]}] | prices: want at least one price that can be taken, have"
            + " none",
        "[{\"id\":\"p\",\"models\":[5]}] | [0].models[0]: want an object, have 5",
        "[{\"id\":\"p\",\"models\":[{\"match\":{}}]}] | [0].models[0].id: want a text, have"
            + " nothing",
        "[{\"id\":\"p\",\"models\":5}] | [0].models: want a list, have 5",
        "[{\"models\":[]}] | [0].id: want a text, have nothing",
        "{\"m\":{\"litellm_provider\":\"x\"}} | prices: want at least one price that can be taken,"
            + " have none",
        "{\"m\":{\"litellm_provider\":\"x\"},\"n\":5} | n: want an object, have 5",
        "[] | prices: want {\"prices\": [...]}, have something else",
        "5 | prices: want {\"prices\": [...]}, have something else",
      })
  void refusesABrokenFile(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
