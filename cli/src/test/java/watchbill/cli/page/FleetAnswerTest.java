package watchbill.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.cli.explain.Bounds;
import watchbill.cli.explain.Journal;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.IncidentCause;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.ModelBill;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.SpendStanding;
import watchbill.core.money.ToDate;
import watchbill.core.money.Uses;
import watchbill.exporter.budgets.BudgetStanding;
import watchbill.exporter.health.Readiness;
import watchbill.metrics.catalogue.BudgetFamilies.BudgetLabels;
import watchbill.wire.Rfc3339;

/// What `/api/v1/fleet` says.
class FleetAnswerTest {
  private static final long NOON = Rfc3339.parse("2026-11-22T12:00:00Z");
  private static final long DAY = 86_400_000;

  private final Journal journal = new Journal(new Bounds(1 << 22, 1 << 22));
  private final List<BudgetStanding> budgets = new ArrayList<>();
  private long now = NOON;
  private long nanos;
  private final FleetAnswer answer =
      new FleetAnswer(
          new FleetLook(
              () -> journal,
              new PageParts(
                  "1.2.3",
                  List.of(() -> new Readiness("nats", false, "never heard")),
                  () -> true,
                  () -> true,
                  () -> budgets,
                  OptionalInt.of(4318)),
              () -> Instant.ofEpochMilli(now),
              () -> nanos));

  FleetAnswerTest() {
    journal.begin(0);
  }

  @Test
  void saysThatNobodyIsThereAndWhereToSpeak() throws Exception {
    assertThat(body("limit=1"))
        .isEqualTo(
            """
            {"at":"2026-11-22T12:00:00.000Z","version":"1.2.3","caught_up":true,"heard":true,\
            "otlp_port":4318,"sources":[{"name":"nats","ready":false,"words":"never heard"}],\
            "totals":{"agents":0,"stuck":0,"suspect":0,"usd_today":0,"tokens_today":0,"states":{}},\
            "tenants":[],"incidents":[],"budgets":[],"matching":0,"offset":0,\
            "more_than_kept":false,"agents":[],"verdicts":[]}
            """);
  }

  @Test
  void showsThoseInTroubleFirstWithCauseEvidenceSpendPaceAndBudget() throws Exception {
    does("a", "calm", AgentActivity.WORKING);
    stuck("z", "late", StuckCause.TOOL_HANG, NOON + 2);
    stuck("b", "early", StuckCause.REPEAT_LOOP, NOON + 1);
    suspect("a", "doubtful", NOON + 3);
    spends("b", "early", 3 * PicoUsd.DOLLAR, 1_000);
    budgets.add(budget("b", "early", 10, 3));
    budgets.add(budget("_all", "", 100, 3));
    now += 600_000;
    JsonNode fleet = ask("");
    assertThat(fleet.path("agents").findValuesAsText("agent"))
        .containsExactly("early", "late", "doubtful", "calm");
    assertThat(fleet.path("agents").get(0).toString())
        .isEqualTo(
            """
            {"tenant":"b","agent":"early","role":"","state":"stuck",\
            "since":"2026-11-22T12:00:00.001Z","since_before":false,"stuck":true,\
            "cause":"repeat_loop","evidence":"seen","usd_today":3,"tokens_today":1000,\
            "usd_per_hour":18.0,"budget":"limit","budget_used":0.3}\
            """);
    assertThat(fleet.path("totals").toString())
        .isEqualTo(
            """
            {"agents":4,"stuck":2,"suspect":1,"usd_today":3,"tokens_today":1000,\
            "usd_per_hour":18.0,"states":{"working":1,"suspect":1,"stuck":2}}\
            """);
    assertThat(fleet.path("tenants").findValuesAsText("tenant")).containsExactly("a", "b", "z");
    assertThat(fleet.path("budgets").findValuesAsText("tenant")).containsExactly("_all", "b");
    assertThat(fleet.path("burn_since").asText()).isEqualTo("2026-11-22T12:00:00.000Z");
  }

  @Test
  void tellsTheLastVerdictsWithTheirEnds() throws Exception {
    stuck("t", "one", StuckCause.TOOL_HANG, NOON);
    stuck("t", "one", StuckCause.TOOL_HANG, NOON); // told again
    stuck("t", "one", StuckCause.OOM_KILLED, NOON + 1_000);
    journal.accept(
        new Signal.AgentFreed(new AgentKey("t", "one"), NOON + 5_000, StuckCause.OOM_KILLED));
    stuck("t", "two", StuckCause.TOOL_HANG, NOON + 3_000);
    JsonNode verdicts = ask("").path("verdicts");
    assertThat(verdicts.findValuesAsText("cause"))
        .containsExactly("tool_hang", "oom_killed", "tool_hang");
    assertThat(verdicts.get(0).has("until")).isFalse();
    assertThat(verdicts.findValuesAsText("until"))
        .containsExactly("2026-11-22T12:00:05.000Z", "2026-11-22T12:00:01.000Z");
  }

  @Test
  void findsAndTurnsPagesInAFleetOfThousands() throws Exception {
    for (int i = 0; i < 5_000; i++) {
      does("t" + i % 3, "agent-%04d".formatted(i), AgentActivity.IDLE);
    }
    stuck("t1", "agent-0007", StuckCause.TOOL_HANG, NOON);
    assertThat(ask("").path("agents")).hasSize(50);
    assertThat(ask("").path("matching").asInt()).isEqualTo(5_000);
    assertThat(ask("sort=name&offset=100&limit=2").path("agents").findValuesAsText("agent"))
        .containsExactly("agent-0300", "agent-0303");
    assertThat(ask("q=AGENT-499").path("matching").asInt()).isEqualTo(10);
    assertThat(ask("q=tool+hang").path("matching").asInt()).isZero();
    assertThat(ask("q=tool%20hang").path("agents").findValuesAsText("agent"))
        .containsExactly("agent-0007");
    assertThat(ask("tenant=t2").path("matching").asInt()).isEqualTo(1_666);
    assertThat(ask("state=stuck,suspect").path("matching").asInt()).isEqualTo(1);
    assertThat(ask("offset=9999999").path("agents")).isEmpty();
  }

  @Test
  void forgetsTheSpendOfYesterday() throws Exception {
    spends("t", "a", PicoUsd.DOLLAR, 10);
    now += DAY;
    assertThat(ask("").path("totals").path("usd_today").asInt()).isZero();
    assertThat(ask("").path("totals").path("usd_per_hour").asDouble()).isZero();
  }

  @Test
  void tellsOfIncidentsAndNotOfThemAsAgents() throws Exception {
    does("t", "a", AgentActivity.WAITING_PROVIDER);
    AgentKey all = AgentKey.wholeTenant("t");
    journal.accept(new Signal.IncidentBegan(all, NOON, IncidentCause.PROVIDER, 12, 20));
    JsonNode fleet = ask("");
    assertThat(fleet.path("incidents").toString())
        .isEqualTo(
            """
            [{"tenant":"t","cause":"provider","since":"2026-11-22T12:00:00.000Z","silent":12,"at_work":20}]\
            """);
    assertThat(fleet.path("matching").asInt()).isEqualTo(1);
  }

  @Test
  void looksOnceForAllWhoAskWithinHalfASecond() throws Exception {
    assertThat(body("")).contains("\"matching\":0");
    does("t", "a", AgentActivity.IDLE);
    nanos = 499_999_999;
    assertThat(body("")).contains("\"matching\":0");
    nanos++;
    assertThat(body("")).contains("\"matching\":1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state=stuck,asleep | state: want some of working, waiting_tool, waiting_human,"
            + " waiting_provider, waiting_agent, idle, suspect, stuck, interrupted, unknown, have"
            + " asleep",
        "sort=size | sort: want one of trouble, name, spend, burn, newest, have size",
        "offset=-1 | offset: want a number, have -1",
        "limit=501 | limit: want 500 or less, have 501",
        "limit=99999999 | limit: want a number, have 99999999",
      })
  void refusesWhatIsNoQuestionInOneLine(String query, String refusal) {
    Response response = answer.to(new Request("/api/v1/fleet", query, Map.of()));
    assertThat(response.status()).isEqualTo(400);
    assertThat(text(response)).isEqualTo(refusal + "\n");
  }

  private void does(String tenant, String agent, AgentActivity activity) {
    journal.accept(new Signal.ActivityChanged(new AgentKey(tenant, agent), NOON, activity));
  }

  private void stuck(String tenant, String agent, StuckCause cause, long atMillis) {
    AgentKey key = new AgentKey(tenant, agent);
    journal.accept(new Signal.AgentStuck(key, atMillis, cause, 0, seen()));
    journal.accept(new Signal.ActivityChanged(key, atMillis, AgentActivity.STUCK));
  }

  private void suspect(String tenant, String agent, long atMillis) {
    AgentKey key = new AgentKey(tenant, agent);
    journal.accept(new Signal.AgentSuspect(key, atMillis, StuckCause.TOOL_HANG, 0, seen()));
    journal.accept(new Signal.ActivityChanged(key, atMillis, AgentActivity.SUSPECT));
  }

  private static Evidence seen() {
    return Evidence.of(RuleKind.TOOL_HANG, "seen");
  }

  private void spends(String tenant, String agent, long picoUsd, long tokens) {
    ToDate day = new ToDate(NOON - DAY / 2, NOON + DAY / 2, picoUsd, tokens);
    journal.accept(
        new Signal.TokensConsumed(
            new AgentKey(tenant, agent),
            NOON,
            new ModelBill(
                "anthropic",
                "m",
                new Usage(tokens, 0, 0, 0, 0),
                1,
                new Cost(picoUsd, 0, 0, 0, 0, 0),
                0,
                0,
                0),
            new SpendStanding(Uses.NONE, day, day, day)));
  }

  private static BudgetStanding budget(String tenant, String agent, double limit, double spent) {
    return new BudgetStanding(
        new BudgetLabels(tenant, agent, "", "limit", "day"),
        NOON + DAY / 2,
        Optional.of(
            new BudgetStanding.Amount(
                limit, spent, OptionalDouble.empty(), OptionalDouble.empty())),
        Optional.empty(),
        OptionalDouble.empty());
  }

  /// Asks when what was said before is not good any more.
  private JsonNode ask(String query) throws IOException {
    FleetLook look =
        new FleetLook(
            () -> journal,
            new PageParts(
                "1", List.of(), () -> true, () -> true, () -> budgets, OptionalInt.empty()),
            new InstantSource() {
              private boolean started;

              @Override
              public Instant instant() {
                boolean first = !started;
                started = true;
                return Instant.ofEpochMilli(first ? NOON : now);
              }
            },
            () -> 0L);
    return new ObjectMapper()
        .readTree(text(new FleetAnswer(look).to(new Request("/api/v1/fleet", query, Map.of()))));
  }

  private String body(String query) {
    return text(answer.to(new Request("/api/v1/fleet", query, Map.of())));
  }

  private static String text(Response response) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    response.body().forEach(all::writeBytes);
    return all.toString(StandardCharsets.UTF_8);
  }
}
