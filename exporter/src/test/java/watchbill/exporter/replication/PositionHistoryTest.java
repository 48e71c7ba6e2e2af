package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PositionHistoryTest {
  private final PositionHistory history = new PositionHistory();

  @Test
  void knowsNothingBeforeTheFirstLook() {
    assertThat(history.lagMillis(0, 1_000)).isEmpty();
  }

  @Test
  void seesNoLagOfWhoeverIsThere() {
    history.see(100, 1_000);

    assertThat(history.lagMillis(100, 9_000)).hasValue(0);
    assertThat(history.lagMillis(101, 9_000)).hasValue(0);
  }

  @Test
  void takesTheLeaderToGoEvenlyBetweenTwoLooks() {
    history.see(0, 0);
    history.see(100, 10_000);
    history.see(200, 20_000);

    assertThat(history.lagMillis(50, 20_000)).hasValue(15_000);
    assertThat(history.lagMillis(100, 20_000)).hasValue(10_000);
    assertThat(history.lagMillis(199, 20_000)).hasValue(100);
  }

  @Test
  void countsFromTheEndOfAPause() {
    history.see(100, 0);
    history.see(100, 60_000);
    history.see(101, 70_000);

    assertThat(history.lagMillis(100, 71_000)).hasValue(11_000);
  }

  @Test
  void takesTheLeaderToHaveGoneBeforeThePauseAndNotInIt() {
    history.see(100, 0);
    history.see(200, 10_000);
    history.see(200, 3_600_000);

    assertThat(history.lagMillis(150, 3_600_000)).hasValue(3_595_000);
  }

  @Test
  void saysAtLeastHowOldIsWhatItDidNotSee() {
    history.see(100, 5_000);

    assertThat(history.lagMillis(40, 5_000)).isEmpty();
    assertThat(history.lagMillis(40, 65_000)).hasValue(60_000);
  }

  @Test
  void forgetsWhatWasBeforeTheLeaderWentBack() {
    history.see(100, 0);
    history.see(20, 10_000);

    assertThat(history.lagMillis(20, 11_000)).hasValue(0);
    assertThat(history.lagMillis(10, 11_000)).hasValue(1_000);
  }

  @Test
  void staysSmallAndKnowsWhatIsOldLessExactly() {
    for (int i = 0; i < 100_000; i++) {
      history.see(i * 10L, i * 1_000L);
    }
    long now = 99_999_000;

    assertThat(history.size()).isLessThanOrEqualTo(128);
    assertThat(history.lagMillis(999_985, now)).hasValue(500);
    for (long old : new long[] {0, 123_455, 500_005, 900_000}) {
      long lag = history.lagMillis(old, now).orElseThrow();
      assertThat(lag).isBetween(now - old * 100 - 1_000, now - old * 100 + 1_000);
    }
  }
}
