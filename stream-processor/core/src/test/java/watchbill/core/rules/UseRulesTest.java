package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.ContextReduction;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.money.Use;
import watchbill.core.money.Uses;

/// What an agent did in, the uses of its dollars out. One token of input costs 10 pico-dollars, of
/// output 100, read from a cache 1, written to it 12 and 20. Times are seconds since the start.
class UseRulesTest {
  private static final long START = 1_770_000_000_000L;
  private static final AgentKey AGENT = new AgentKey("acme", "a");
  private static final PriceBook PRICES =
      PriceBook.of(List.of(new PriceRow("p", "m", 0, new Price(10, 100, 1, 12, 20))));

  private final Fleet fleet = new Fleet(FleetOptions.DEFAULT.with(PRICES));
  private final List<Signal.TaskSpent> tasks = new ArrayList<>();
  private Uses uses = Uses.NONE;
  private int answers;
  private int calls;

  @Test
  void whatATaskSpendsIsOpenUntilItEnds() {
    at(0, started("t"));
    at(1, answered("t", 7));
    assertThat(amounts()).isEqualTo("{OPEN=700}");
    at(2, finished("t", TaskOutcome.COMPLETED));
    assertThat(amounts()).isEqualTo("{PRODUCTIVE=700}");
    assertThat(tasks)
        .singleElement()
        .satisfies(task -> assertThat(task.uses()).isEqualTo(uses))
        .satisfies(task -> assertThat(task.tokens()).isEqualTo(7));
  }

  @Test
  void whatIsSpentSinceTheLastNewResultBeforeALoopIsLooped() {
    at(0, started("t"));
    at(1, answered("t", 1));
    at(2, returned("r"));
    for (int i = 0; i < 5; i++) {
      at(10 + 8 * i, answered("t", 2));
      at(10 + 8 * i, returned("same"));
    }
    // The first "same" was new, so the answer before it was of use.
    assertThat(amounts()).isEqualTo("{LOOPED=800, OPEN=300}");
    at(50, answered("t", 4));
    assertThat(amounts()).isEqualTo("{LOOPED=1200, OPEN=300}");
    at(51, returned("new"));
    at(52, answered("t", 5));
    assertThat(amounts()).isEqualTo("{LOOPED=1200, OPEN=800}");
  }

  @Test
  void whatIsSpentSinceTheLastCheckpointIsLostWhenTheAgentBeginsAnew() {
    at(0, started("t"));
    at(1, answered("t", 1));
    at(2, new AgentEvent.Checkpointed(START, "t", false));
    at(3, answered("t", 2));
    killed(4);
    assertThat(amounts()).isEqualTo("{OPEN=200, PRODUCTIVE=100}");
    at(9, session("s2"));
    assertThat(amounts()).isEqualTo("{LOST=200, PRODUCTIVE=100}");
  }

  @Test
  void aContainerBesideTheAgentThatEndsLosesNothing() {
    at(0, started("t"));
    at(1, answered("t", 2));
    killed(4);
    at(5, returned("r"));
    at(6, finished("t", TaskOutcome.COMPLETED));
    assertThat(amounts()).isEqualTo("{PRODUCTIVE=200}");
  }

  @Test
  void aTaskThatWasCompletedBeforeIsDuplicated() {
    at(0, started("t"));
    at(1, answered("t", 1));
    at(2, finished("t", TaskOutcome.COMPLETED));
    at(30, started("t"));
    at(31, answered("t", 2));
    at(32, finished("t", TaskOutcome.COMPLETED));
    assertThat(amounts()).isEqualTo("{DUPLICATED=200, PRODUCTIVE=100}");
  }

  @Test
  void aTaskThatFailedBeforeOrWasCompletedLongAgoIsNot() {
    at(0, started("t"));
    at(1, answered("t", 1));
    at(2, finished("t", TaskOutcome.FAILED));
    at(30, started("t"));
    at(31, answered("t", 2));
    at(32, finished("t", TaskOutcome.COMPLETED));
    at(3_700, started("t"));
    at(3_701, answered("t", 4));
    at(3_702, finished("t", TaskOutcome.COMPLETED));
    assertThat(amounts()).isEqualTo("{PRODUCTIVE=700}");
  }

  @Test
  void aPromptThatWasCachedAndIsPaidForAgainIsACacheMiss() {
    at(0, started("t"));
    at(1, answered(new Usage(0, 0, 0, 5_000, 0)));
    at(2, answered(new Usage(0, 0, 5_000, 100, 0)));
    assertThat(amounts()).isEqualTo("{OPEN=66200}");
    // 5,100 tokens were cached: 4,100 are written again at 12, and 1,000 read at 10, in place of 1.
    at(900, answered(new Usage(1_000, 0, 0, 4_100, 0)));
    assertThat(uses.of(Use.CACHE_MISS)).isEqualTo(4_100 * 11 + 1_000 * 9);
    assertThat(uses.total()).isEqualTo(66_200 + 4_100 * 12 + 10_000);
  }

  @Test
  void aShorterConversationBesideTheLongOneIsNoMiss() {
    at(0, started("t"));
    at(1, answered(new Usage(0, 0, 0, 50_000, 0)));
    at(2, answered(new Usage(0, 0, 0, 2_000, 0)));
    at(3, answered(new Usage(0, 0, 50_000, 10, 0)));
    assertThat(uses.of(Use.CACHE_MISS)).isZero();
  }

  @Test
  void whatMakesTheContextSmallerAndIsCachedAgainIsCompaction() {
    at(0, started("t"));
    at(1, answered(new Usage(0, 0, 0, 5_000, 0)));
    at(
        2,
        new AgentEvent.ModelAnswered(
            START, "p", "m", "c", "", new Usage(0, 10, 5_000, 0, 0), "", "t", true));
    at(3, new AgentEvent.ContextReduced(START, ContextReduction.COMPACTED, 5_000, 2_000));
    at(4, answered(new Usage(0, 0, 0, 2_000, 0)));
    assertThat(amounts()).isEqualTo("{COMPACTION=28000, OPEN=62000}");
  }

  @Test
  void whatIsSpentWithoutATaskIsIdleForAnAgentThatHasTasks() {
    at(0, answered("", 1));
    assertThat(amounts()).isEqualTo("{PRODUCTIVE=100}");
    at(1, started("t"));
    at(2, finished("t", TaskOutcome.COMPLETED));
    at(60, answered("", 2));
    assertThat(amounts()).isEqualTo("{PRODUCTIVE=300}");
    at(63, answered("", 4));
    assertThat(amounts()).isEqualTo("{IDLE=400, PRODUCTIVE=300}");
  }

  @Test
  void aResponseThatGrowsIsChargedTheDifferenceWhereverItGoes() {
    at(0, started("t"));
    at(1, piece("r", 1));
    at(2, piece("r", 3));
    at(2, piece("r", 2));
    assertThat(amounts()).isEqualTo("{OPEN=300}");
    at(3, finished("t", TaskOutcome.COMPLETED));
    at(4, piece("r", 4));
    assertThat(amounts()).isEqualTo("{PRODUCTIVE=400}");
  }

  private static AgentEvent started(String task) {
    return new AgentEvent.TaskStarted(START, task, "kind");
  }

  private static AgentEvent finished(String task, TaskOutcome outcome) {
    return new AgentEvent.TaskFinished(START, task, outcome);
  }

  private static AgentEvent session(String session) {
    return new AgentEvent.SessionStarted(START, session, "", "", "", "", "", "");
  }

  private AgentEvent returned(String result) {
    return new AgentEvent.ToolFinished(
        START, "c" + calls++, "Bash", "h", result, ToolOutcome.OK, "");
  }

  private AgentEvent answered(String task, long output) {
    Usage usage = new Usage(0, output, 0, 0, 0);
    return new AgentEvent.ModelAnswered(
        START, "p", "m", "r" + answers++, "", usage, "", task, false);
  }

  private AgentEvent answered(Usage usage) {
    return new AgentEvent.ModelAnswered(START, "p", "m", "u" + answers++, "", usage);
  }

  private static AgentEvent piece(String response, long output) {
    return new AgentEvent.ModelAnswered(
        START, "p", "m", response, "", new Usage(0, output, 0, 0, 0));
  }

  private void at(long second, AgentEvent event) {
    long at = START + second * 1_000;
    fleet.apply(new Activity(AGENT, "e" + at + event.hashCode(), at, event), this::take);
  }

  private void killed(long second) {
    long at = START + second * 1_000;
    fleet.apply(
        new ClusterFact.ContainerEnded(AGENT, at, "pod", "agent", ClusterFact.EndReason.OOM_KILLED),
        at,
        this::take);
  }

  private void take(Signal signal) {
    switch (signal) {
      case Signal.TokensConsumed spent -> uses = spent.standing().uses();
      case Signal.SpendChanged changed -> uses = changed.standing().uses();
      case Signal.TaskSpent task -> tasks.add(task);
      default -> {}
    }
  }

  private String amounts() {
    Map<String, Long> amounts = new TreeMap<>();
    for (Use use : Use.values()) {
      if (uses.of(use) != 0) {
        amounts.put(use.name(), uses.of(use));
      }
    }
    return amounts.toString();
  }
}
