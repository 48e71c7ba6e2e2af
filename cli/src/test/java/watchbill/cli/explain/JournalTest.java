package watchbill.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.cli.explain.Told.AGENT;
import static watchbill.cli.explain.Told.START;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentActivity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.ModelBill;
import watchbill.core.money.SpendStanding;

/// What is kept, and how much of it.
class JournalTest {
  private static final Bounds ROOMY = new Bounds(1 << 20, 1 << 20);

  @Test
  void keepsTheNewestEntriesOfAnAgentAndSaysSinceWhen() {
    Told told = new Told(ROOMY);
    for (int i = 0; i < 1_000; i++) {
      told.did(new AgentEvent.TaskProgressed(START + i, "task", "step-" + i));
    }
    Picture picture = picture(told.journal, AGENT);
    assertThat(picture.entries()).hasSize(Ring.MOST);
    assertThat(picture.entries().getLast().atMillis()).isEqualTo(START + 999);
    assertThat(picture.dropped()).isEqualTo(1_000 - Ring.MOST);
    assertThat(picture.knownSinceMillis()).isEqualTo(START + 999 - Ring.MOST);
  }

  @Test
  void allEntriesTogetherWeighNoMoreThanTheyMay() {
    Journal journal = new Journal(new Bounds(100_000, 1 << 20));
    journal.begin(0);
    String longest = "x".repeat(256);
    for (int i = 0; i < 20_000; i++) {
      AgentKey agent = new AgentKey("t", "agent-" + i % 97);
      journal.applied(
          new Activity(
              agent, "", START + i, new AgentEvent.TaskProgressed(START + i, longest, longest)));
      assertThat(journal.bytes()).isLessThanOrEqualTo(100_000 + (1 << 20));
    }
    long kept = 0;
    long weight = 0;
    for (AgentKey agent : journal.agents()) {
      Picture picture = picture(journal, agent);
      kept += picture.entries().size();
      weight += picture.entries().stream().mapToLong(Weights::of).sum();
    }
    assertThat(weight).isBetween(90_000L, 100_000L);
    assertThat(kept).isPositive();
  }

  @Test
  void aLoudAgentTakesNothingOfAQuietOnesShare() {
    Told told = new Told(new Bounds(200_000, 1 << 20));
    told.did(new AgentEvent.TaskStarted(START, "task-7", ""))
        .did(new AgentEvent.ToolStarted(START + 1, "c-1", "Bash", "a"));
    for (int loud = 0; loud < 50; loud++) {
      AgentKey agent = new AgentKey("loud", "agent-" + loud);
      for (int i = 0; i < 300; i++) {
        long at = START + 2 + loud * 300L + i;
        told.did(agent, new AgentEvent.TaskProgressed(at, "task", "m".repeat(256)));
      }
    }
    assertThat(picture(told.journal, AGENT).entries()).hasSize(2);
    assertThat(told.journal.bytes()).isLessThan(200_000 + 100_000);
  }

  @Test
  void namesThatSomebodyMakesUpAreNotKeptBeyondTheirBound() {
    Journal journal = new Journal(new Bounds(1 << 20, 1 << 20));
    journal.begin(0);
    for (int i = 0; i < 100_000; i++) {
      AgentKey agent = new AgentKey("t", "made-up-" + i + "-" + "x".repeat(100));
      journal.applied(
          new Activity(agent, "", START, new AgentEvent.TaskStarted(START, "task", "")));
      journal.accept(new Signal.ProgressMade(agent, START));
      journal.accept(spent(agent, "model-" + i, 1, 1));
    }
    assertThat(journal.isFull()).isTrue();
    assertThat(journal.agents()).hasSizeBetween(500, 2_000);
    assertThat(journal.bytes()).isLessThanOrEqualTo(2 << 20);
  }

  @Test
  void modelsThatSomebodyMakesUpAreNotKeptBeyondTheirBound() {
    Journal journal = new Journal(new Bounds(1 << 20, 10_000));
    journal.begin(0);
    for (int i = 0; i < 1_000; i++) {
      journal.accept(spent(AGENT, "model-" + i, 1, 1));
    }
    assertThat(journal.bytes()).isLessThan(10_000 + 200 * 40);
    assertThat(picture(journal, AGENT).entries()).hasSizeLessThan(40);
  }

  @Test
  void whatWasSpentBeforeARestartIsNoNews() {
    Journal journal = new Journal(ROOMY);
    journal.accept(spent(AGENT, "m", 1_000, 5));
    journal.accept(
        new Signal.AgentStuck(
            AGENT,
            START,
            StuckCause.TOOL_HANG,
            START - 60_000,
            new Evidence(
                java.util.List.of(RuleKind.TOOL_HANG), "a call", java.util.List.of(), 70, 3, "")));
    journal.accept(new Signal.ActivityChanged(AGENT, START, AgentActivity.STUCK));
    journal.begin(START - 1_000);
    assertThat(picture(journal, AGENT).entries()).isEmpty();
    assertThat(picture(journal, AGENT).tokensSinceProgress()).isEqualTo(70);
    assertThat(picture(journal, AGENT).knownSinceMillis()).isEqualTo(START - 1_000);
    assertThat(Objects.requireNonNull(picture(journal, AGENT).charge()).remembered()).isTrue();
    journal.accept(spent(AGENT, "m", 1_200, 7));
    assertThat(picture(journal, AGENT).entries())
        .singleElement()
        .isInstanceOfSatisfying(
            Entry.Spent.class,
            more -> {
              assertThat(more.usage().total()).isEqualTo(200);
              assertThat(more.responses()).isEqualTo(2);
            });
    assertThat(picture(journal, AGENT).tokensSinceProgress()).isEqualTo(270);
  }

  @Test
  void aFactThatIsToldAgainIsOneEntry() {
    Told told = new Told(ROOMY);
    for (int i = 0; i < 3; i++) {
      told.underwent(new ClusterFact.PodReady(AGENT, START, "pod"));
    }
    assertThat(picture(told.journal, AGENT).entries()).hasSize(1);
  }

  private static Signal.TokensConsumed spent(
      AgentKey agent, String model, long tokens, long responses) {
    return new Signal.TokensConsumed(
        agent,
        START,
        new ModelBill(
            "p", model, new Usage(tokens, 0, 0, 0, 0), responses, Cost.NONE, tokens, 0, 0),
        SpendStanding.NONE);
  }

  private static Picture picture(Journal journal, AgentKey agent) {
    return Objects.requireNonNull(journal.picture(agent));
  }
}
