package watchbill.core.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutagesTest {
  private final Outages outages = new Outages();

  @Test
  void leaveALimitAloneWhenThereWereNone() {
    assertThat(outages.after(1_000, 600)).isEqualTo(1_600);
  }

  @Test
  void makeALimitLongerByTheSpanInWhichNobodyCouldBeHeard() {
    outages.add(1_200, 5_000);
    assertThat(outages.after(1_000, 600)).isEqualTo(5_400);
  }

  @Test
  void doNotCountBeforeTheSilenceBeganOrAfterItsLimit() {
    outages.add(100, 900);
    outages.add(2_000, 9_000);
    assertThat(outages.after(1_000, 600)).isEqualTo(1_600);
    assertThat(outages.after(1_000, 1_000)).isEqualTo(2_000);
    assertThat(outages.after(1_000, 1_001)).isEqualTo(9_001);
  }

  @Test
  void countASilenceThatBeganInsideFromTheirEnd() {
    outages.add(1_000, 5_000);
    assertThat(outages.after(3_000, 600)).isEqualTo(5_600);
  }

  @Test
  void growWhenOneIsToldAgainAsLonger() {
    outages.add(1_000, 2_000);
    outages.add(1_000, 5_000);
    assertThat(outages.after(900, 200)).isEqualTo(5_100);
  }

  @Test
  void loseHeardTimeRatherThanAnOutageBeyondTheirBound() {
    outages.add(1_000, 2_000);
    outages.add(2_010, 3_000);
    for (int i = 0; i < 10 * Outages.REMEMBERED; i++) {
      outages.add(10_000 + i * 100L, 10_000 + i * 100L + 90);
    }
    long last = 10_000 + (10L * Outages.REMEMBERED - 1) * 100 + 90;
    // Of every hundred milliseconds ten could have been heard, so he was silent for less.
    assertThat(outages.after(9_950, 10L * Outages.REMEMBERED * 10)).isGreaterThanOrEqualTo(last);
    assertThat(outages.after(0, 1_000)).isEqualTo(1_000);
  }
}
