package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.ModelBill;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.money.SpendStanding;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// Reports of model responses in, totals by agent and model out.
class SpendTest {
  private static final long START = 1_770_000_000_000L;
  private static final PriceBook PRICES =
      PriceBook.of(List.of(new PriceRow("anthropic", "priced", 0, new Price(3, 15, 1, 4, 6))));

  private final Map<String, ModelBill> totals = new LinkedHashMap<>();
  private final Fleet fleet = new Fleet(FleetOptions.DEFAULT.with(PRICES));
  private SpendStanding standing = SpendStanding.NONE;
  private int events;

  @Test
  void aSumStaysAtItsLargestRatherThanTurnNegative() {
    Usage hostile = new Usage(Long.MAX_VALUE / 2, Long.MAX_VALUE, 0, 0, 1);
    for (int i = 0; i < 4; i++) {
      answer("acme", "a", "unpriced", "r" + i, hostile);
      answer("acme", "a", "priced", "p" + i, hostile);
    }
    assertThat(total("acme a unpriced").usage().input()).isEqualTo(Long.MAX_VALUE);
    assertThat(total("acme a unpriced").unpricedTokens()).isEqualTo(Long.MAX_VALUE);
    assertThat(total("acme a priced").usage().total()).isEqualTo(Long.MAX_VALUE);
    assertThat(total("acme a priced").cost().total()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void answersWithoutAResponseIdAreTheirEventsOwnWhateverNamesLookAlike() {
    Usage one = new Usage(1, 0, 0, 0, 0);
    answer("a/b", "c", "event", "", "m", "", one);
    answer("a", "b/c", "event", "", "m", "", one);
    answer("a/b/c", "d", "other", "", "m", "event", one);
    assertThat(sumOf(ModelBill::responses)).isEqualTo(3);
  }

  @Test
  void modelsBeyondTheLimitAreCountedExactlyTogether() {
    Usage one = new Usage(1, 0, 0, 0, 0);
    int names = 1_000;
    for (int i = 0; i < names; i++) {
      answer("acme", "a", "made-up-" + i, "r" + i, one);
      answer("acme", "a", "made-up-" + i, "r" + i, one);
    }
    answer("acme", "a", "priced", "p", new Usage(0, 2, 0, 0, 0));
    assertThat(totals.size()).isEqualTo(AgentState.MODELS + 1);
    assertThat(sumOf(ModelBill::responses)).isEqualTo(names + 1);
    assertThat(sumOf(total -> total.usage().input())).isEqualTo(names);
    assertThat(sumOf(ModelBill::unpricedTokens)).isEqualTo(names);
    assertThat(total("acme a _other").cost().total()).isEqualTo(30);
  }

  @Test
  void pricesWhatHadNoPriceWhenOneArrives() {
    answer("acme", "a", "new", "r", new Usage(2, 0, 0, 0, 0));
    answer("acme", "a", "priced", "q", new Usage(2, 0, 0, 0, 0));
    assertThat(total("acme a new").cost()).isEqualTo(Cost.NONE);
    fleet.reprice(
        PriceBook.of(
            List.of(
                new PriceRow("anthropic", "new", 0, new Price(7, 0, 0, 0, 0)),
                new PriceRow("anthropic", "priced", 0, new Price(1_000, 0, 0, 0, 0)))),
        this::take);
    assertThat(total("acme a new").cost().input()).isEqualTo(14);
    assertThat(total("acme a new").unpricedTokens()).isEqualTo(2);
    assertThat(total("acme a new").pricedLaterTokens()).isEqualTo(2);
    // What had a price keeps it.
    assertThat(total("acme a priced").cost().input()).isEqualTo(6);
    answer("acme", "a", "new", "r", new Usage(3, 0, 0, 0, 0));
    assertThat(total("acme a new").cost().input()).isEqualTo(21);
    assertThat(total("acme a new").pricedLaterTokens()).isEqualTo(2);
  }

  @Test
  void pricesWhatHadNoPriceWhenItIsRestoredWithOne() {
    answer("acme", "a", "new", "r", new Usage(2, 0, 0, 0, 0));
    StateOutput out = new StateOutput();
    fleet.save(out);
    Price price = new Price(7, 0, 0, 0, 0);
    PriceBook prices = PriceBook.of(List.of(new PriceRow("anthropic", "new", 0, price)));
    Fleet.restore(new StateInput(out.toBytes()), FleetOptions.DEFAULT.with(prices))
        .tellAll(this::take);
    assertThat(total("acme a new").cost().input()).isEqualTo(14);
    assertThat(standing.uses().total()).isEqualTo(14);
    assertThat(standing.day().picoUsd()).isEqualTo(14);
  }

  @Test
  void countsTheTokensOfAClassThatThePriceLeavesOutAsUnpriced() {
    Price noCache = new Price(3, 15, Price.UNPRICED, Price.UNPRICED, Price.UNPRICED);
    fleet.reprice(PriceBook.of(List.of(new PriceRow("anthropic", "bare", 0, noCache))), this::take);
    answer("acme", "a", "bare", "r", new Usage(2, 1, 5, 0, 7));
    answer("acme", "a", "bare", "r", new Usage(2, 3, 6, 0, 7));
    assertThat(total("acme a bare").cost().total()).isEqualTo(6 + 45);
    assertThat(total("acme a bare").unpricedTokens()).isEqualTo(13);
    assertThat(total("acme a bare").pricedLaterTokens()).isZero();
  }

  @Test
  void pricesPiecesThatNameDifferentTiersTheSameInAnyOrder() {
    for (String response : List.of("plain first", "priority first")) {
      List<String> tiers =
          response.equals("plain first") ? List.of("", "priority") : List.of("priority", "");
      for (String tier : tiers) {
        fleet.apply(
            new Activity(
                new AgentKey("acme", response),
                response + tier,
                START,
                new AgentEvent.ModelAnswered(
                    START, "anthropic", "priced", response, tier, new Usage(9, 0, 0, 0, 0))),
            this::take);
      }
    }
    assertThat(total("acme plain first priced").cost())
        .isEqualTo(total("acme priority first priced").cost())
        .isEqualTo(Cost.NONE);
    assertThat(total("acme plain first priced").unpricedTokens()).isEqualTo(9);
    assertThat(total("acme priority first priced").unpricedTokens()).isEqualTo(9);
  }

  @Test
  void sumsUpTheCurrentDayAndBeginsTheNextWithNothing() {
    answer("acme", "a", "priced", "r", new Usage(2, 0, 0, 0, 0));
    assertThat(standing.day().picoUsd()).isEqualTo(6);
    assertThat(standing.day().tokens()).isEqualTo(2);
    long midnight = standing.day().endMillis();
    fleet.advance(midnight - 1, this::take);
    assertThat(standing.day().picoUsd()).isEqualTo(6);
    fleet.advance(midnight, this::take);
    assertThat(standing.day().picoUsd()).isZero();
    assertThat(standing.week().picoUsd()).isEqualTo(6);
    assertThat(standing.month().tokens()).isEqualTo(2);
    // START is a Monday; its week ends in its month.
    fleet.advance(midnight + 6 * 24 * 3_600_000L, this::take);
    assertThat(standing.week().picoUsd()).isZero();
    assertThat(standing.month().picoUsd()).isEqualTo(6);
    fleet.advance(midnight + 31 * 24 * 3_600_000L, this::take);
    assertThat(standing.month().tokens()).isZero();
    assertThat(standing.uses().total()).isEqualTo(6);
  }

  @Test
  void putsAResponseOnTheDayOfItsFirstSightHoweverLateItGrows() {
    answer("acme", "a", "priced", "r", new Usage(2, 0, 0, 0, 0));
    fleet.advance(standing.day().endMillis(), this::take);
    answer("acme", "a", "priced", "r", new Usage(9, 0, 0, 0, 0));
    assertThat(standing.day().picoUsd()).isZero();
    assertThat(standing.week().picoUsd()).isEqualTo(27);
  }

  private long sumOf(ToLongFunction<ModelBill> count) {
    return totals.values().stream().mapToLong(count).sum();
  }

  private ModelBill total(String tenantAgentAndModel) {
    return Objects.requireNonNull(totals.get(tenantAgentAndModel), tenantAgentAndModel);
  }

  private void answer(String tenant, String agent, String model, String response, Usage usage) {
    answer(tenant, agent, "event-" + events++, "anthropic", model, response, usage);
  }

  private void answer(
      String tenant,
      String agent,
      String event,
      String provider,
      String model,
      String response,
      Usage usage) {
    AgentEvent answered = new AgentEvent.ModelAnswered(START, provider, model, response, "", usage);
    fleet.apply(new Activity(new AgentKey(tenant, agent), event, START, answered), this::take);
  }

  private void take(Signal signal) {
    switch (signal) {
      case Signal.TokensConsumed total -> {
        totals.put(
            total.agent().tenant() + " " + total.agent().agent() + " " + total.bill().model(),
            total.bill());
        standing = total.standing();
      }
      case Signal.SpendChanged changed -> standing = changed.standing();
      default -> {}
    }
  }
}
