package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.ToolOutcome;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

class RecentCallsTest {
  private final RecentCalls calls = new RecentCalls();

  @Test
  void remembersTheLastThirtyOldestFirst() {
    for (int i = 0; i < 100; i++) {
      calls.add(call("t" + i % 3, i));
    }
    assertThat(calls.back(0)).isEqualTo(call("t0", 99));
    assertThat(calls.back(29)).isEqualTo(call("t1", 70));
    assertThat(calls.current()).isEqualTo(30);
    assertThat(calls.hasCall(call("t1", 70))).isTrue();
    assertThat(calls.hasCall(call("t0", 69))).isFalse();
    assertThat(calls.last(2).getLast().tool()).isEqualTo("t0");
  }

  @Test
  void keepsEverythingOfACall() {
    RecentCall call =
        RecentCall.of(
            new ToolFinished(1, "c", "Bash", "a", "r", ToolOutcome.INTERRUPTED, "E", -7), 9);
    calls.add(call);
    assertThat(calls.back(0)).isEqualTo(call);
  }

  @Test
  void isRestoredAsItWas() {
    for (int i = 0; i < 47; i++) {
      calls.add(call("t" + i % 4, i));
    }
    calls.turnAway();
    calls.add(call("t", 1));
    RecentCalls restored = new RecentCalls();
    restored.restore(new StateInput(saved(calls)));
    assertThat(saved(restored)).isEqualTo(saved(calls));
    assertThat(restored.last(30)).isEqualTo(calls.last(30));
    assertThat(restored.current()).isOne();
  }

  @Test
  void keepsTheNameOfAToolOnce() {
    for (int i = 0; i < 40; i++) {
      calls.add(call(new String(new char[] {'t'}), i));
    }
    for (int back = 1; back < 30; back++) {
      assertThat(calls.back(back).tool()).isSameAs(calls.back(0).tool());
    }
  }

  @Test
  void cutsLongNames() {
    String tool = "x".repeat(1_000);
    RecentCall call =
        RecentCall.of(new ToolFinished(1, "c", tool, "a", "r", ToolOutcome.OK, ""), 9);
    assertThat(call.tool()).hasSize(64);
  }

  @Test
  void allPatternsOfAnAgentAreSavedInLessThanSixteenHundredBytes() {
    CallPatterns patterns = new CallPatterns();
    for (int i = 0; i < 1_000; i++) {
      patterns.heard(
          new ToolFinished(
              0, "c", "tool" + i % 4, "a" + i % 5, "r", ToolOutcome.ERROR, "E", i * 31L),
          1_770_000_000_000L + i * 10_000L);
    }
    StateOutput out = new StateOutput();
    patterns.save(out);
    assertThat(out.toBytes()).hasSizeBetween(1_000, 1_600);
  }

  private static byte[] saved(RecentCalls calls) {
    StateOutput out = new StateOutput();
    calls.save(out);
    return out.toBytes();
  }

  private static RecentCall call(String tool, int number) {
    return new RecentCall(
        tool, number + 1, number * 3L, -number - 1, ToolOutcome.OK, number, number);
  }
}
