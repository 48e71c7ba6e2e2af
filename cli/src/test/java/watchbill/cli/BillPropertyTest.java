package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.cli.bill.Bill;
import watchbill.cli.bill.Line;
import watchbill.core.Activity;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.Usage;

/// However a history is told, its bill is the same.
@Tag("property")
class BillPropertyTest {
  private static final int HISTORIES = 150;

  @Test
  void anyOrderGivesTheSameDollarsByAgentModelAndKind() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      List<Activity> history = new BillHistory(seed).inPieces();
      List<Activity> shuffled = new ArrayList<>(history);
      Collections.shuffle(shuffled, new Random(seed));

      assertThat(dollars(Billed.of(BillHistory.heardInOrder(shuffled), false)))
          .as("seed %d", seed)
          .isEqualTo(dollars(Billed.of(history, false)));
    }
  }

  @Test
  void repetitionsChangeNothingAtAllTheWasteIncluded() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      List<Activity> history = new BillHistory(seed).inPieces();

      assertThat(Billed.of(repeated(history, seed), true))
          .as("seed %d", seed)
          .isEqualTo(Billed.of(history, true));
    }
  }

  @Test
  void piecesOfAnAnswerGiveTheSameBillAsTheWhole() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      List<Activity> whole = new BillHistory(seed).whole();

      assertThat(Billed.of(split(whole), true))
          .as("seed %d", seed)
          .isEqualTo(Billed.of(whole, true));
    }
  }

  @Test
  void everySectionSumsToTheWhole() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      for (boolean rollUp : new boolean[] {false, true}) {
        Bill bill = Billed.of(new BillHistory(seed).inPieces(), rollUp);
        assertThat(bill.picoUsd().signum()).isPositive();
        Billed.assertThatSectionsSumUp(bill);
      }
    }
  }

  /// What does not depend on the order in which things were told. What the dollars were good for,
  /// and for which task, does: it is the order of events that tells.
  private static List<String> dollars(Bill bill) {
    List<String> lines = new ArrayList<>();
    lines.add(bill.picoUsd() + " " + bill.responses() + " " + bill.unpricedTokens());
    for (String section : List.of("tenants", "agents", "models", "kinds")) {
      for (Line line : bill.section(section).lines()) {
        lines.add(line.names() + " " + line.counts() + " " + line.picoUsd());
      }
    }
    return lines;
  }

  /// The history with some of its events told again later: by the broker, under the same id, and
  /// answers by resumed sessions too, under another.
  private static List<Activity> repeated(List<Activity> history, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Activity> told = new ArrayList<>();
    for (int i = 0; i < history.size(); i++) {
      Activity next = history.get(i);
      told.add(next);
      while (random.nextInt(3) == 0) {
        Activity again = history.get(random.nextInt(i + 1));
        boolean resumed = again.event() instanceof ModelAnswered && random.nextBoolean();
        told.add(
            new Activity(
                again.agent(),
                resumed ? "resumed-" + told.size() : again.id(),
                next.heardAtMillis(),
                again.event()));
      }
    }
    return told;
  }

  /// The history with each answer told in three pieces whose output grows.
  private static List<Activity> split(List<Activity> history) {
    List<Activity> told = new ArrayList<>();
    for (Activity activity : history) {
      if (activity.event() instanceof ModelAnswered answer) {
        for (int piece = 0; piece < 2; piece++) {
          told.add(
              new Activity(
                  activity.agent(),
                  activity.id() + "-" + piece,
                  activity.heardAtMillis(),
                  BillHistory.with(answer, output(answer.usage(), piece))));
        }
      }
      told.add(activity);
    }
    return told;
  }

  private static Usage output(Usage usage, int piece) {
    return new Usage(
        usage.input(),
        usage.output() * piece / 3,
        usage.cacheRead(),
        usage.cacheWrite5m(),
        usage.cacheWrite1h(),
        usage.serverTools());
  }
}
