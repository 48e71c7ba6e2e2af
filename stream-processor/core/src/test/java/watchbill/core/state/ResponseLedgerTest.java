package watchbill.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import watchbill.core.Usage;

class ResponseLedgerTest {
  private static final long HORIZON = 1_000;

  private final ResponseLedger ledger = new ResponseLedger(100, HORIZON);

  @Test
  void saysOfWhichTimesItMayHaveForgottenResponses() {
    remember("first", 5_000);
    assertThat(ledger.mayHaveForgotten(0)).isFalse();
    remember("second", 6_000);
    assertThat(ledger.mayHaveForgotten(0)).isFalse();
    remember("third", 7_000);
    assertThat(ledger.find(Fingerprint.of("first"))).isNull();
    assertThat(ledger.find(Fingerprint.of("second"))).isNotNull();
    assertThat(ledger.mayHaveForgotten(5_999)).isTrue();
    assertThat(ledger.mayHaveForgotten(6_000)).isFalse();
  }

  @Test
  void stillSaysSoAfterARestart() {
    for (int i = 0; i < 5; i++) {
      remember("r" + i, i * HORIZON);
    }
    StateOutput out = new StateOutput();
    ledger.save(out);
    ResponseLedger restored = ResponseLedger.restore(new StateInput(out.toBytes()), 100, HORIZON);
    assertThat(restored.mayHaveForgotten(2_999)).isTrue();
    assertThat(restored.mayHaveForgotten(3_000)).isFalse();
    assertThat(restored.find(Fingerprint.of("r3"))).isNotNull();
  }

  @Test
  void asksOnceAboutAResponseThatWasReportedAgainMuchLater() {
    remember("r", 0);
    remember("other", HORIZON);
    remember("r", HORIZON + 1);
    AtomicInteger asked = new AtomicInteger();
    ledger.priceOpen(_ -> {
      asked.incrementAndGet();
      return true;
    });
    assertThat(asked).hasValue(2);
  }

  private void remember(String response, long atMillis) {
    ledger.put(
        Fingerprint.of(response),
        new ResponseLedger.Entry(0, 0, "", atMillis, Usage.NONE, false),
        atMillis);
  }
}
