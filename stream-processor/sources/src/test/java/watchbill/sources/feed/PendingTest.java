package watchbill.sources.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.money.Distribution;
import watchbill.core.money.Uses;

class PendingTest {
  private static final AgentKey BOB = new AgentKey("acme", "bob");

  private final Pending pending = new Pending();

  private List<Signal> taken() {
    return pending.take().stream().map(Pending.Entry::signal).toList();
  }

  private static Signal calls(long total) {
    return new Signal.ToolCallsEnded(BOB, 1, ToolOutcome.OK, total);
  }

  @Test
  void keepsTheLastSignalOfEachKey() {
    for (int i = 1; i <= 1_000_000; i++) {
      pending.accept(calls(i));
      pending.accept(new Signal.ProgressMade(BOB, i));
    }
    assertThat(pending.size()).isEqualTo(2);
    assertThat(taken()).containsExactly(calls(1_000_000), new Signal.ProgressMade(BOB, 1_000_000));
    assertThat(pending.size()).isZero();
  }

  @Test
  void givesThemInTheOrderInWhichTheyWereToldLast() {
    pending.accept(calls(1));
    pending.accept(new Signal.RoleLearned(BOB, 1, "backend"));
    pending.accept(calls(2));

    assertThat(taken()).containsExactly(new Signal.RoleLearned(BOB, 1, "backend"), calls(2));
  }

  @Test
  void whatIsPutBackGivesWayToWhatHasComeSince() {
    pending.accept(calls(1));
    pending.accept(new Signal.ProgressMade(BOB, 1));
    List<Pending.Entry> unsent = pending.take();
    pending.accept(calls(2));
    pending.putBack(unsent);

    assertThat(taken()).containsExactly(new Signal.ProgressMade(BOB, 1), calls(2));
  }

  @Test
  void leavesOutWhatIsToldOnce() {
    pending.accept(
        new Signal.TaskSpent(BOB, 1, "t", "", TaskOutcome.COMPLETED, 0, 1, 0, Uses.NONE));

    assertThat(taken()).isEmpty();
  }

  @Test
  void aDistributionGoesWithTheRoleOfItsTime() {
    Signal tokens = new Signal.SessionTokens(BOB, 1, Distribution.NONE.plus(7, 1));
    pending.accept(new Signal.RoleLearned(BOB, 1, "backend"));
    pending.accept(tokens);
    pending.accept(new Signal.RoleLearned(BOB, 2, "frontend"));

    assertThat(pending.take())
        .extracting(Pending.Entry::role, Pending.Entry::signal)
        .containsExactly(
            tuple("backend", tokens), tuple("", new Signal.RoleLearned(BOB, 2, "frontend")));
  }
}
