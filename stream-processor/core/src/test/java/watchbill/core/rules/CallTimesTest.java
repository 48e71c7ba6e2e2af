package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

class CallTimesTest {
  @Test
  void isNeverBelowThe99thPercentileNorMoreThanABucketAboveIt() {
    Random random = new Random(5);
    for (int size : new int[] {20, 99, 100, 101, 500, 1_000}) {
      CallTimes times = new CallTimes();
      long[] values = new long[size];
      for (int i = 0; i < size; i++) {
        values[i] = 250 + (long) Math.exp(random.nextDouble(0, 17));
        times.add(values[i]);
      }
      Arrays.sort(values);
      long p99 = values[size - 1 - size / 100];
      assertThat(times.p99Millis()).isBetween(p99, p99 * 142 / 100 + 1);
    }
  }

  @Test
  void forgetsWhatWasLongAgo() {
    CallTimes times = new CallTimes();
    for (int i = 0; i < 500; i++) {
      times.add(3_000_000);
    }
    for (int i = 0; i < 8_000; i++) {
      times.add(1_000);
    }
    assertThat(times.p99Millis()).isEqualTo(1_000);
    assertThat(times.count()).isLessThan(1_024);
  }

  @Test
  void isRestoredAsItWas() {
    CallTimes times = new CallTimes();
    for (int i = 0; i < 3_000; i++) {
      times.add(i * 37L);
    }
    StateOutput out = new StateOutput();
    times.save(out);
    CallTimes again = new CallTimes();
    again.restore(new StateInput(out.toBytes()));
    assertThat(again.count()).isEqualTo(times.count());
    assertThat(again.p99Millis()).isEqualTo(times.p99Millis());
  }
}
