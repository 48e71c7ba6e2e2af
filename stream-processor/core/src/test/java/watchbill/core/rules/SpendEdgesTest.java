package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Calendars;
import watchbill.core.money.ModelBill;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.Tariff;
import watchbill.core.money.Use;
import watchbill.core.money.Validity;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// Spend where prices, zones and payers change in the middle of a history. A token of input costs
/// 10 pico-dollars.
class SpendEdgesTest {
  /// The last day of a month, in the middle of a week.
  private static final long START = Instant.parse("2026-09-30T12:00:00Z").toEpochMilli();

  private static final Price PRICE = new Price(10, 0, 0, 0, 0);
  private static final PriceBook PRICES = PriceBook.of(List.of(new PriceRow("p", "m", 0, PRICE)));
  private static final FleetOptions OPTIONS = FleetOptions.DEFAULT.with(PRICES);

  private final Map<String, SpendStanding> standings = new HashMap<>();
  private final Map<String, ModelBill> bills = new HashMap<>();
  private Fleet fleet = new Fleet(OPTIONS);
  private int events;

  @Test
  void pricesWhatWasTakenBackOnceItsTierHasAPrice() {
    answer("a", "r", "", 2);
    answer("a", "r", "priority", 2);
    assertThat(bill("a").cost().total()).isZero();
    assertThat(bill("a").unpricedTokens()).isEqualTo(2);
    fleet.reprice(withPriority(), this::take);
    assertThat(bill("a").cost().total()).isEqualTo(40);
    assertThat(bill("a").pricedLaterTokens()).isEqualTo(2);
    answer("a", "r", "priority", 3);
    assertThat(bill("a").cost().total()).isEqualTo(60);
  }

  @Test
  void pricesWhatGrewFromNothingIntoATierOnceThatHasAPrice() {
    answer("a", "r", "", 0);
    answer("a", "r", "priority", 2);
    fleet.reprice(withPriority(), this::take);
    assertThat(bill("a").cost().total()).isEqualTo(40);
  }

  @Test
  void timePassesForAFleetThatIsRestoredInAnotherZone() {
    answer("a", START - Duration.ofDays(1).toMillis(), "r", "", 2);
    StateOutput out = new StateOutput();
    fleet.save(out);
    Calendars newYork = new Calendars(Map.of(), ZoneId.of("America/New_York"));
    fleet = Fleet.restore(new StateInput(out.toBytes()), OPTIONS.with(newYork));
    answer("a", "q", "", 1);
    long later = START + Duration.ofDays(40).toMillis();
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> fleet.advance(later, this::take));
    assertThat(standing("a").month().picoUsd()).isZero();
  }

  @Test
  void theDayEndsForAPayerWhoseResponseGrewThroughAnother() {
    answer("a", "r", "", 0);
    answer("b", "r", "", 2);
    assertThat(standing("a").day().picoUsd()).isEqualTo(20);
    fleet.advance(standing("a").day().endMillis(), this::take);
    assertThat(standing("a").day().picoUsd()).isZero();
  }

  @Test
  void theDayKeepsItsLargestAmountWhenAResponseWithoutMeasureGrows() {
    answer("a", "r", "", Long.MAX_VALUE / 4);
    assertThat(standing("a").day().picoUsd()).isEqualTo(Long.MAX_VALUE);
    answer("a", "r", "", Long.MAX_VALUE / 3);
    assertThat(standing("a").day().picoUsd()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void noUseTurnsNegativeHoweverMuchIsSpentInALoop() {
    act(new AgentEvent.TaskStarted(START, "t", ""));
    returned("c0", "result");
    for (int i = 0; i < 2; i++) {
      answer("a", "r" + i, "", Long.MAX_VALUE / 15);
    }
    for (int i = 1; i < 6; i++) {
      returned("c" + i, "result");
    }
    for (Use use : Use.values()) {
      assertThat(standing("a").uses().of(use)).as("%s", use).isNotNegative();
    }
  }

  private static PriceBook withPriority() {
    Map<String, Tariff> tariffs =
        Map.of("", new Tariff(PRICE), "priority", new Tariff(new Price(20, 0, 0, 0, 0)));
    return PriceBook.of(
        List.of(new PriceRow("p", "m", List.of(), null, Validity.from(0), "", tariffs)));
  }

  private void returned(String call, String result) {
    act(new AgentEvent.ToolFinished(START, call, "tool", "args", result, ToolOutcome.OK, ""));
  }

  private void answer(String agent, String response, String tier, long input) {
    answer(agent, START, response, tier, input);
  }

  private void answer(String agent, long at, String response, String tier, long input) {
    Usage usage = new Usage(input, 0, 0, 0, 0);
    act(agent, at, new AgentEvent.ModelAnswered(at, "p", "m", response, tier, usage));
  }

  private void act(AgentEvent event) {
    act("a", START, event);
  }

  private void act(String agent, long at, AgentEvent event) {
    fleet.apply(new Activity(new AgentKey("acme", agent), "e" + events++, at, event), this::take);
  }

  private SpendStanding standing(String agent) {
    return Objects.requireNonNull(standings.get(agent));
  }

  private ModelBill bill(String agent) {
    return Objects.requireNonNull(bills.get(agent));
  }

  private void take(Signal signal) {
    switch (signal) {
      case Signal.TokensConsumed total -> {
        bills.put(total.agent().agent(), total.bill());
        standings.put(total.agent().agent(), total.standing());
      }
      case Signal.SpendChanged changed ->
          standings.put(changed.agent().agent(), changed.standing());
      default -> {}
    }
  }
}
