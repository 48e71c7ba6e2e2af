package watchbill.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.core.Usage;

/// Which row answers to which names, when, and in which service tier.
class PriceBookTest {
  private static final Price CHEAP = new Price(2, 4, 6, 8, 10);
  private static final Price DEAR = new Price(20, 40, 60, 80, 100);
  private static final long DAY = 86_400_000;

  private static PriceRow named(String provider, String model, String... aliases) {
    return new PriceRow(
        provider,
        model,
        List.of(aliases),
        null,
        Validity.ALWAYS,
        "test",
        Map.of("", new Tariff(CHEAP)));
  }

  private static PriceRow matched(String provider, String model, ModelMatch match) {
    return new PriceRow(
        provider, model, List.of(), match, Validity.ALWAYS, "test", Map.of("", new Tariff(CHEAP)));
  }

  private static PriceRow dated(Validity validity, Price price) {
    return new PriceRow("p", "m", List.of(), null, validity, "test", Map.of("", new Tariff(price)));
  }

  private static Price rates(PriceBook book, long atMillis) {
    return Objects.requireNonNull(book.at("p", "m", "", atMillis)).rates(Usage.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "openai,      gpt-5,                                        openai gpt-5",
    "openai,      gpt-5-2025-08-07,                             openai gpt-5",
    "openai,      gpt-5-20250807,                               openai gpt-5",
    "openai,      gpt-5-latest,                                 openai gpt-5",
    "openai,      openai/gpt-5,                                 openai gpt-5",
    "openai,      openai/gpt-5-2025-08-07,                      openai gpt-5",
    "openai,      gpt-five,                                     openai gpt-5",
    "'',          openai/gpt-5,                                 openai gpt-5",
    "anthropic,   claude-sonnet-4-5@20250929,                   anthropic claude-sonnet-4-5",
    "aws.bedrock, claude-sonnet-4-5,                            aws.bedrock claude-sonnet-4-5",
    "aws.bedrock, anthropic.claude-sonnet-4-5-20250929-v1:0,    aws.bedrock claude-sonnet-4-5",
    "aws.bedrock, us.anthropic.claude-sonnet-4-5-20250929-v1:0, aws.bedrock claude-sonnet-4-5",
    "bedrock,     eu.anthropic.claude-sonnet-4-5-v1:0,          aws.bedrock claude-sonnet-4-5",
    "gcp.gemini,  models/gemini-2.5-pro,                        gcp.gen_ai gemini-2.5-pro",
    "google,      gemini-2.5-pro,                               gcp.gen_ai gemini-2.5-pro",
    "openai,      gpt-4o-2024-05-13,                            openai gpt-4o-2024-05-13",
    "openai,      gpt-4o-2024-11-20,                            openai gpt-4o",
  })
  void findsAModelByStatedRules(String provider, String model, String found) {
    Resolution resolution = book().resolve(provider, model);
    assertThat(resolution.provider() + " " + resolution.rows().getFirst().model())
        .as(resolution.toString())
        .isEqualTo(found);
    assertThat(book().at(provider, model, "", 0)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "openai,      gpt-5-mini",
    "openai,      gpt-5-2025-13-07",
    "openai,      gpt",
    "openai,      GPT-5",
    "openai,      anthropic/gpt-5",
    "openai,      claude-sonnet-4-5",
    "anthropic,   us.anthropic.claude-sonnet-4-5",
    "anthropic,   anthropic.claude-sonnet-4-5",
    "aws.bedrock, global.anthropic.claude-sonnet-4-5-v1:0",
    "aws.bedrock, claude-sonnet-4-6",
    "mistral_ai,  gpt-5",
    "'',          gpt-5",
    "'',          /gpt-5",
    "openai,      -latest",
  })
  void knowsNoOtherModel(String provider, String model) {
    assertThat(book().at(provider, model, "", 0)).isNull();
    assertThat(book().resolve(provider, model).isFound()).isFalse();
  }

  private static PriceBook book() {
    return PriceBook.of(
        List.of(
            named("openai", "gpt-5", "gpt-five"),
            named("openai", "gpt-4o"),
            named("openai", "gpt-4o-2024-05-13"),
            named("anthropic", "claude-sonnet-4-5"),
            named("aws", "claude-sonnet-4-5"),
            named("google", "gemini-2.5-pro")));
  }

  @Test
  void saysHowItCameToARow() {
    assertThat(book().resolve("bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0").steps())
        .containsExactly(
            "bedrock is aws.bedrock",
            "left off the region's prefix us.",
            "left off the maker's prefix anthropic.",
            "left off the version -v1:0",
            "left off the day of the release -20250929",
            "claude-sonnet-4-5 is in the book");
  }

  @Test
  void takesTheFirstRowWhoseRuleTakesTheName() {
    PriceBook book =
        PriceBook.of(
            List.of(
                matched("p", "pro", new ModelMatch.EndsWith("-pro")),
                matched(
                    "p",
                    "family",
                    new ModelMatch.AnyCase(
                        new ModelMatch.AnyOf(
                            List.of(
                                new ModelMatch.StartsWith("m-"),
                                new ModelMatch.Regex(Pattern.compile("^x[0-9]$"))))))));
    assertThat(book.resolve("p", "m-pro").rows().getFirst().model()).isEqualTo("pro");
    assertThat(book.resolve("p", "M-1").rows().getFirst().model()).isEqualTo("family");
    assertThat(book.resolve("p", "x7").rows().getFirst().model()).isEqualTo("family");
    assertThat(book.at("p", "x77", "", 0)).isNull();
    assertThat(book.at("p", "family", "", 0)).isNull();
  }

  @Test
  void fallsBackOnlyWhereTheFileSaysSo() {
    List<PriceRow> rows = List.of(named("azure", "phi"), named("openai", "gpt-5"));
    assertThat(PriceBook.of(rows).at("azure", "gpt-5", "", 0)).isNull();
    PriceBook book = PriceBook.of(rows, Map.of("azure", List.of("openai")));
    assertThat(book.at("azure.ai.openai", "gpt-5", "", 0)).isNotNull();
    assertThat(book.at("openai", "phi", "", 0)).isNull();
  }

  @Test
  void keepsTheNameOfAModelThatHasNoPrice() {
    PriceRow free =
        new PriceRow("openai", "gpt-5-2025-08-07", List.of(), null, Validity.ALWAYS, "", Map.of());
    PriceBook book = PriceBook.of(List.of(named("openai", "gpt-5"), free));
    assertThat(book.at("openai", "gpt-5-2025-08-07", "", 0)).isNull();
    assertThat(book.at("openai", "gpt-5-2025-09-09", "", 0)).isNotNull();
    assertThat(book.models()).isEqualTo(1);
  }

  @Test
  void holdsUntilARowsEndAndNotUntilTheNext() {
    PriceBook book =
        PriceBook.of(
            List.of(
                dated(new Validity(1_000, 2_000, null), CHEAP), dated(Validity.from(3_000), DEAR)));
    assertThat(rates(book, 1_999)).isEqualTo(CHEAP);
    assertThat(book.at("p", "m", "", 2_000)).isNull();
    assertThat(rates(book, 3_000)).isEqualTo(DEAR);
  }

  @Test
  void holdsAtATimeOfDay() {
    DailyHours night = new DailyHours((int) (DAY * 3 / 4), (int) (DAY / 4));
    PriceBook book =
        PriceBook.of(
            List.of(
                dated(Validity.ALWAYS, DEAR),
                dated(new Validity(Long.MIN_VALUE, Long.MAX_VALUE, night), CHEAP)));
    assertThat(rates(book, 10 * DAY)).isEqualTo(CHEAP);
    assertThat(rates(book, 10 * DAY + DAY / 4)).isEqualTo(DEAR);
    assertThat(rates(book, 10 * DAY + DAY * 3 / 4)).isEqualTo(CHEAP);
    assertThat(rates(book, -DAY / 2)).isEqualTo(DEAR);
  }

  @Test
  void refusesRowsThatOverlap() {
    assertThatThrownBy(() ->
            PriceBook.of(
                List.of(
                    dated(new Validity(1_000, 2_001, null), CHEAP),
                    dated(Validity.from(2_000), DEAR))))
        .hasMessage(
            "valid_to: want an end before the next row begins, have overlapping rows of p m");
    assertThatThrownBy(() -> new Validity(5, 5, null)).hasMessageStartingWith("valid_to: want");
  }

  @Test
  void refusesAnAliasOfTwoModels() {
    assertThatThrownBy(() -> PriceBook.of(List.of(named("p", "a", "c"), named("p", "b", "c"))))
        .hasMessageContaining("aliases: want names of one model, have c for ");
    assertThatThrownBy(() -> PriceBook.of(List.of(named("p", "a", "b"), named("p", "b"))))
        .hasMessage("aliases: want names of one model, have b for b and for a of p");
  }

  @Test
  void pricesAWholeRequestByItsTier() {
    Tariff strict = new Tariff(CHEAP, List.of(new PromptTier(100, false, DEAR)));
    Tariff inclusive = new Tariff(CHEAP, List.of(new PromptTier(100, true, DEAR)));
    Usage hundred = new Usage(40, 7, 30, 20, 10);
    assertThat(strict.cost(hundred)).isEqualTo(CHEAP.cost(hundred));
    assertThat(inclusive.cost(hundred)).isEqualTo(DEAR.cost(hundred));
    Usage more = new Usage(41, 7, 30, 20, 10);
    assertThat(strict.cost(more)).isEqualTo(DEAR.cost(more));
  }

  @Test
  void refusesATierInWhichABillCouldShrink() {
    Price oneLess = new Price(20, 40, 60, 80, 9);
    assertThatThrownBy(() -> new Tariff(CHEAP, List.of(new PromptTier(100, false, oneLess))))
        .hasMessage("tiers: want no lower rate for a larger prompt, have one from 101 tokens");
    Price unknown = new Price(20, 40, 60, 80, Price.UNPRICED);
    assertThatThrownBy(() -> new Tariff(CHEAP, List.of(new PromptTier(100, false, unknown))))
        .hasMessageStartingWith("tiers: want no lower rate");
    assertThatThrownBy(() ->
            new Tariff(
                CHEAP, List.of(new PromptTier(100, false, DEAR), new PromptTier(101, true, DEAR))))
        .hasMessage("tiers: want rising thresholds, have 101 after 101");
  }

  @Test
  void hasServiceTiersThatTheRowStates() {
    Tariff list = new Tariff(CHEAP, List.of(new PromptTier(100, false, DEAR)));
    PriceBook book =
        PriceBook.of(
            List.of(
                new PriceRow(
                    "p",
                    "m",
                    List.of(),
                    null,
                    Validity.ALWAYS,
                    "",
                    Map.of("", list, "batch", list.times(500_000)))));
    assertThat(book.at("p", "m", "standard", 0)).isSameAs(book.at("p", "m", "", 0)).isSameAs(list);
    assertThat(book.at("p", "m", "default", 0)).isSameAs(list);
    assertThat(book.at("p", "m", "priority", 0)).isNull();
    Tariff batch = Objects.requireNonNull(book.at("p", "m", "batch", 0));
    assertThat(batch.base()).isEqualTo(new Price(1, 2, 3, 4, 5));
    assertThat(batch.tiers().getFirst().price()).isEqualTo(new Price(10, 20, 30, 40, 50));
  }

  @Test
  void refusesAMultipleThatIsNotExact() {
    assertThatThrownBy(() -> new Price(1, 2, 3, 4, 5).times(500_000))
        .hasMessage("multiplier: want whole pico-dollars a token, have 1 times 500000 millionths");
    assertThatThrownBy(() -> new Price(Long.MAX_VALUE, 2, 3, 4, 5).times(2_000_000))
        .hasMessageStartingWith("multiplier: want");
    assertThat(new Price(10, 0, Price.UNPRICED, 4, 5, 7).times(6_000_000))
        .isEqualTo(new Price(60, 0, Price.UNPRICED, 24, 30, 7));
  }

  @Test
  void tellsApartWhatHasNoPrice() {
    Price some = new Price(1, 2, 3, 4, Price.UNPRICED, Price.UNPRICED);
    Usage usage = new Usage(10, 10, 10, 10, 10, 3);
    assertThat(some.cost(usage)).isEqualTo(new Cost(10, 20, 30, 40, 0, 0));
    assertThat(new Tariff(some).unpriced(usage)).isEqualTo(new Usage(0, 0, 0, 0, 10, 3));
    assertThat(new Tariff(CHEAP).unpriced(usage)).isEqualTo(Usage.NONE);
    assertThatThrownBy(() -> new Price(1, 2, 3, 4, -2)).hasMessageContaining("no negative rate");
  }

  @Test
  void forgetsNoModelAfterManyHostileNames() {
    PriceBook book = book();
    for (int i = 0; i < 20_000; i++) {
      assertThat(book.at("openai", "hostile-" + i, "", 0)).isNull();
    }
    assertThat(book.at("openai", "gpt-5", "", 0)).isNotNull();
  }
}
