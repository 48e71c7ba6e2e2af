package watchbill.wire.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentKey;
import watchbill.core.IncidentCause;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.TaskOutcome;
import watchbill.core.money.Uses;

class FeedKeyTest {
  private static final AgentKey BOB = new AgentKey("acme", "bob");

  @Test
  void isReadableForOrdinaryNames() {
    assertThat(text(new Signal.AgentFreed(BOB, 1, StuckCause.TOOL_HANG)))
        .isEqualTo("acme.bob.stuck.TOOL_HANG.%");
    assertThat(text(new Signal.LoadUnknown(BOB, 1))).isEqualTo("acme.bob.load.%.%");
    assertThat(text(new Signal.DeadlinesMissed(BOB, 1, "code review", 1)))
        .isEqualTo("acme.bob.deadlines_missed.code%20review.%");
  }

  @Test
  void whatEndsAStateHasItsKey() {
    assertThat(text(new Signal.LoadReported(BOB, 1, 2, 3)))
        .isEqualTo(text(new Signal.LoadUnknown(BOB, 4)));
    AgentKey all = AgentKey.wholeTenant("acme");
    assertThat(text(new Signal.IncidentBegan(all, 1, IncidentCause.PROVIDER, 1, 2)))
        .isEqualTo(text(new Signal.IncidentEnded(all, 2, IncidentCause.PROVIDER)))
        .isNotEqualTo(text(new Signal.IncidentEnded(all, 2, IncidentCause.SILENCE)));
  }

  @Test
  void aSingleTaskHasNone() {
    assertThat(
            FeedKey.of(
                new Signal.TaskSpent(BOB, 1, "t-1", "", TaskOutcome.COMPLETED, 1, 1, 0, Uses.NONE)))
        .isNull();
  }

  @Test
  void hostileNamesGiveTokensThatNatsTakes() {
    List<String> names =
        List.of(
            "a.b",
            "*",
            ">",
            "a b",
            "a\tb",
            "ä",
            "漢字",
            "\u0000",
            "%",
            "%2E",
            ".",
            "~",
            "é\n",
            "🤖",
            "x".repeat(100_000),
            "x".repeat(100_001),
            "漢".repeat(5_000),
            "_all",
            "beat");
    Map<String, String> seen = new HashMap<>();
    for (String tenant : names) {
      for (String agent : names) {
        for (String kind : names) {
          String text = text(new Signal.DeadlinesMissed(new AgentKey(tenant, agent), 1, kind, 1));
          assertThat(text).matches("([a-zA-Z0-9%~_-]+\\.){4}[a-zA-Z0-9%~_-]+").hasSizeLessThan(420);
          assertThat(seen.put(text, tenant + "\0\0" + agent + "\0\0" + kind)).isNull();
        }
      }
    }
    assertThat(seen).doesNotContainKey(FeedKey.BEAT);
  }

  @Test
  void everySignalThatIsAStateHasOne() {
    RandomSignals signals = new RandomSignals(1);
    for (SignalKind kind : SignalKind.values()) {
      assertThat(FeedKey.of(signals.of(kind)) == null).isEqualTo(kind == SignalKind.TASK_SPENT);
    }
  }

  private static String text(Signal signal) {
    return Objects.requireNonNull(FeedKey.of(signal)).text();
  }
}
