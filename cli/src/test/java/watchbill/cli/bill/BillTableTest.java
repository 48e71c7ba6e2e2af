package watchbill.cli.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.ModelBill;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.Use;
import watchbill.core.money.Uses;

/// The bill for people.
class BillTableTest {
  private static final long CENT = 10_000_000_000L;

  private final BillTally tally = new BillTally();

  @Test
  void showsTheDearestFirstAndSumsUpTheOthers() {
    for (int number = 1; number <= 4; number++) {
      consumed("acme", "agent-" + number, 100L * number, 300 * CENT * number);
    }
    assertThat(section("By agent", 2))
        .containsExactly(
            "agent       responses  tokens      $     %",
            "agent-4             1     400  12.00  40.0",
            "agent-3             1     300   9.00  30.0",
            "and 2 more          2     300   9.00  30.0",
            "total               4   1,000  30.00");
  }

  @Test
  void namesTheTenantWhereThereIsMoreThanOne() {
    consumed("acme", "a", 100, 1_000 * CENT);
    consumed("duck", "a", 100, 3_000 * CENT);
    assertThat(section("By agent", 9))
        .containsExactly(
            "tenant  agent  responses  tokens      $     %",
            "duck    a              1     100  30.00  75.0",
            "acme    a              1     100  10.00  25.0",
            "total                  2     200  40.00");
  }

  @Test
  void showsWhatWasSpentOnNoEndedTask() {
    Uses looped = Uses.NONE.plus(Use.LOOPED, 1_000 * CENT);
    consumed("acme", "a", 100, looped.plus(Use.PRODUCTIVE, 2_000 * CENT));
    tally.accept(
        new Signal.TaskSpent(
            new AgentKey("acme", "a"),
            5,
            "fix-login",
            "bug",
            TaskOutcome.FAILED,
            1,
            60,
            0,
            looped.plus(Use.PRODUCTIVE, 500 * CENT)));
    assertThat(section("By task", 9))
        .containsExactly(
            "agent  task       kind  outcome        tokens  wasted $      $     %",
            "a                       no_ended_task      40      0.00  15.00  50.0",
            "a      fix-login  bug   failed             60     10.00  15.00  50.0",
            "total                                     100     10.00  30.00");
  }

  @Test
  void namesModelsWithoutAPrice() {
    tally.accept(
        new Signal.TokensConsumed(
            new AgentKey("acme", "a"),
            5,
            new ModelBill("openai", "gpt-99", new Usage(70, 7, 0, 0, 0), 1, Cost.NONE, 77, 7, 3),
            SpendStanding.NONE));
    assertThat(text(20, 100))
        .endsWith(
            """
            Not in the bill
            70 tokens without a price: openai gpt-99
            3 responses that are too old to tell new from counted
            """);
  }

  @Test
  void addsSubAgentsToTheAgentAtTheHead() {
    consumed("acme", "head", 10, 1_000 * CENT);
    consumed("acme", "hand", 20, 2_000 * CENT);
    consumed("acme", "finger", 30, 3_000 * CENT);
    consumed("acme", "other", 40, 4_000 * CENT);
    tally.accept(new Signal.ParentLearned(new AgentKey("acme", "finger"), 1, "hand"));
    tally.accept(new Signal.ParentLearned(new AgentKey("acme", "hand"), 1, "head"));
    assertThat(agents(true)).containsExactly("head 6000 of it 5000", "other 4000 of it 0");
    assertThat(agents(false))
        .containsExactly("other 4000", "finger 3000", "hand 2000", "head 1000");
  }

  @Test
  void agentsThatWorkForOneAnotherStandForThemselves() {
    consumed("acme", "a", 10, 1_000 * CENT);
    consumed("acme", "b", 20, 2_000 * CENT);
    tally.accept(new Signal.ParentLearned(new AgentKey("acme", "a"), 1, "b"));
    tally.accept(new Signal.ParentLearned(new AgentKey("acme", "b"), 1, "a"));
    assertThat(agents(true)).containsExactly("b 2000 of it 0", "a 1000 of it 0");
  }

  @Test
  void fitsIntoTheWidthAndObeysNoOrderInAName() {
    consumed("tenant-".repeat(20), "agent\u001B[31m-".repeat(20) + "7", 1, Long.MAX_VALUE);
    consumed("acme", "a", 1, Long.MAX_VALUE);
    assertThat(text(20, 100).lines()).allMatch(line -> line.length() <= 100);
    assertThat(text(20, 100)).doesNotContain("\u001B").contains("…").contains("-7 ");
  }

  @Test
  void sumsBeyondTheLargestAmountOfOneAgent() {
    consumed("acme", "a", 1, Long.MAX_VALUE);
    consumed("acme", "b", 1, Long.MAX_VALUE);
    Bill bill = tally.bill(false);
    assertThat(bill.picoUsd()).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).shiftLeft(1));
    assertThat(bill.sections()).allMatch(section -> section.picoUsd().equals(bill.picoUsd()));
  }

  @Test
  void anEmptyRecordingHasABillOfNothing() {
    assertThat(text(20, 100).strip())
        .isEqualTo("No model responses were recorded: there is no bill.");
  }

  @Test
  void titlesAreBoldWhereThatIsAskedFor() {
    consumed("acme", "a", 1, CENT);
    StringWriter text = new StringWriter();
    new BillTable(new PrintWriter(text), new Layout(20, 100, true)).write(tally.bill(false));
    assertThat(text.toString())
        .startsWith("\u001B[1mBill from ")
        .contains("\u001B[1mBy use\u001B[0m\n");
    assertThat(text(20, 100)).doesNotContain("\u001B");
  }

  private void consumed(String tenant, String agent, long tokens, long picoUsd) {
    consumed(tenant, agent, tokens, Uses.NONE.plus(Use.PRODUCTIVE, picoUsd));
  }

  private void consumed(String tenant, String agent, long tokens, Uses uses) {
    tally.accept(
        new Signal.TokensConsumed(
            new AgentKey(tenant, agent),
            5,
            new ModelBill(
                "openai",
                "gpt",
                new Usage(tokens, 0, 0, 0, 0),
                1,
                new Cost(uses.total(), 0, 0, 0, 0, 0),
                0,
                0,
                0),
            SpendStanding.NONE.with(uses)));
  }

  private List<String> agents(boolean rollUp) {
    List<String> lines = new ArrayList<>();
    for (Line line : tally.bill(rollUp).section("agents").lines()) {
      lines.add(
          line.names().getLast()
              + " "
              + cents(line.picoUsd())
              + (rollUp ? " of it " + cents(line.amounts().getFirst()) : ""));
    }
    return lines;
  }

  private static BigInteger cents(BigInteger picoUsd) {
    return picoUsd.divide(BigInteger.valueOf(CENT));
  }

  private List<String> section(String title, int top) {
    return text(top, 100)
        .lines()
        .dropWhile(line -> !line.equals(title))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }

  private String text(int top, int width) {
    StringWriter text = new StringWriter();
    new BillTable(new PrintWriter(text), new Layout(top, width, false)).write(tally.bill(false));
    return text.toString();
  }
}
