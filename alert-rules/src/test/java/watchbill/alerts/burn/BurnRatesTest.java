package watchbill.alerts.burn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static watchbill.alerts.Severity.PAGE;
import static watchbill.alerts.Severity.TICKET;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class BurnRatesTest {
  @Test
  void giveTheWorkbooksTableForAMonth() {
    assertThat(BurnRates.of(Duration.ofDays(30)))
        .containsExactly(
            new BurnRate(PAGE, 14.4, Duration.ofHours(1), Duration.ofMinutes(5), 0.02),
            new BurnRate(PAGE, 6, Duration.ofHours(6), Duration.ofMinutes(30), 0.05),
            new BurnRate(TICKET, 3, Duration.ofDays(1), Duration.ofHours(2), 0.1),
            new BurnRate(TICKET, 1, Duration.ofDays(3), Duration.ofHours(6), 0.1));
  }

  @Test
  void measureTheFastestPaceOfAWeekOverAnHourAllTheSame() {
    assertThat(BurnRates.of(Duration.ofDays(7)))
        .containsExactly(
            new BurnRate(PAGE, 14.4, Duration.ofHours(1), Duration.ofMinutes(5), 0.085714),
            new BurnRate(PAGE, 6, Duration.ofMinutes(84), Duration.ofMinutes(7), 0.05),
            new BurnRate(TICKET, 3, Duration.ofMinutes(336), Duration.ofMinutes(28), 0.1),
            new BurnRate(TICKET, 1, Duration.ofMinutes(1008), Duration.ofMinutes(84), 0.1));
  }

  @Test
  void leaveOutOfADayWhatTheNextRowTellsInTheSameWindows() {
    assertThat(BurnRates.of(Duration.ofDays(1)))
        .containsExactly(
            new BurnRate(PAGE, 6, Duration.ofHours(1), Duration.ofMinutes(5), 0.25),
            new BurnRate(TICKET, 3, Duration.ofHours(1), Duration.ofMinutes(5), 0.125),
            new BurnRate(TICKET, 1, Duration.ofMinutes(144), Duration.ofMinutes(12), 0.1));
  }

  @Test
  void leaveOutWhatCannotHappen() {
    assertThat(BurnRates.of(Duration.ofHours(6)))
        .containsExactly(
            new BurnRate(TICKET, 1, Duration.ofHours(1), Duration.ofMinutes(5), 0.166667));
    assertThat(BurnRates.of(Duration.ofHours(1))).isEmpty();
  }

  @Test
  void holdSeveralScrapesAndAreToldInSomeOrderWhateverThePeriod() {
    for (long minutes = 10; minutes < 90 * 24 * 60; minutes += 7) {
      Duration period = Duration.ofMinutes(minutes);
      List<BurnRate> rates = BurnRates.of(period);
      for (BurnRate rate : rates) {
        assertThat(rate.recent()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(rate.whole()).isEqualTo(rate.recent().multipliedBy(12)).isLessThan(period);
        assertThat(rate.share()).isBetween(0.01, 0.9999995);
        double shareAtThisPace = rate.factor() * rate.whole().toMinutes() / (double) minutes;
        assertThat(rate.share()).isCloseTo(shareAtThisPace, within(1e-6));
      }
      for (int i = 1; i < rates.size(); i++) {
        assertThat(rates.get(i).factor()).isLessThan(rates.get(i - 1).factor());
        assertThat(rates.get(i).whole()).isGreaterThanOrEqualTo(rates.get(i - 1).whole());
      }
    }
  }

  @Test
  void implyWhatTellsOfAsMuchInALongerTime() {
    List<BurnRate> week = BurnRates.of(Duration.ofDays(7));
    assertThat(week.get(0).implies(week.get(1))).isTrue();
    assertThat(week.get(1).implies(week.get(0))).isFalse();
    assertThat(week.get(0).implies(week.get(0))).isFalse();
    assertThat(week.get(2).implies(week.get(3))).isTrue();
    List<BurnRate> month = BurnRates.of(BurnRates.MONTH);
    assertThat(month.get(0).implies(month.get(1))).isFalse();
  }

  @Test
  void sayWhichShareFailsAtAPace() {
    List<BurnRate> month = BurnRates.of(BurnRates.MONTH);
    assertThat(month.stream().map(rate -> rate.failing(0.05).getAsDouble()))
        .containsExactly(0.72, 0.3, 0.15, 0.05);
  }

  @Test
  void sayThatNothingFailsSoOftenWhereMuchMayFail() {
    List<BurnRate> month = BurnRates.of(BurnRates.MONTH);
    assertThat(month.stream().map(rate -> rate.failing(0.2)))
        .containsExactly(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(0.6),
            OptionalDouble.of(0.2));
  }
}
