package watchbill.metrics.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.metrics.catalogue.ActivityFamilies.ACTIVE_SESSIONS;
import static watchbill.metrics.catalogue.ActivityFamilies.LAST_PROGRESS;
import static watchbill.metrics.catalogue.SelfFamilies.DEAD_LETTERS;
import static watchbill.metrics.catalogue.SpendFamilies.COST;
import static watchbill.metrics.catalogue.SpendFamilies.TOKENS_CONSUMED;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.NoLabels;
import watchbill.metrics.catalogue.Origin;
import watchbill.metrics.catalogue.SpendFamilies.CostLabels;
import watchbill.metrics.catalogue.SpendFamilies.TokenLabels;
import watchbill.metrics.catalogue.Unit;

final class FormatTest {
  private static final Family<NoLabels> AWKWARD =
      new Gauge<>(
          "awkward",
          Unit.NONE,
          DEAD_LETTERS.labels(),
          "Says \"help\" on C:\\new.",
          new Origin.Foreign("a test", "1"));

  @Test
  void writesGaugesAsText() {
    assertThat(text(Format.TEXT, sessions()))
        .isEqualTo(
            """
            # HELP agent_active_sessions Sessions that the agent has open, by its last heartbeat.
            # TYPE agent_active_sessions gauge
            agent_active_sessions{tenant="acme",agent="coder-0",role="coder"} 3
            agent_active_sessions{tenant="acme",agent="say \\"hi\\"\\n\\\\",role=""} 0
            """);
  }

  @Test
  void writesCountersAsText() {
    assertThat(text(Format.TEXT, cost(), deadLetters()))
        .isEqualTo(
            """
            # HELP agent_cost_usd_total List price of what the agent consumed, in US dollars, by what was paid for.
            # TYPE agent_cost_usd_total counter
            agent_cost_usd_total{tenant="acme",agent="coder-0",role="coder",provider="anthropic",model="m",kind="input"} 1.25
            # HELP watchbill_dead_letters_total Rejected events that were kept on the dead-letter subject.
            # TYPE watchbill_dead_letters_total counter
            watchbill_dead_letters_total 7
            """);
  }

  @Test
  void writesCountersAsOpenMetricsWithTheTotalOnTheSampleOnly() {
    assertThat(text(Format.OPEN_METRICS, cost(), deadLetters()))
        .isEqualTo(
            """
            # TYPE agent_cost_usd counter
            # UNIT agent_cost_usd usd
            # HELP agent_cost_usd List price of what the agent consumed, in US dollars, by what was paid for.
            agent_cost_usd_total{tenant="acme",agent="coder-0",role="coder",provider="anthropic",model="m",kind="input"} 1.25
            # TYPE watchbill_dead_letters counter
            # HELP watchbill_dead_letters Rejected events that were kept on the dead-letter subject.
            watchbill_dead_letters_total 7
            # EOF
            """);
  }

  @Test
  void namesAUnitInOpenMetricsOnlyWhereTheNameEndsInIt() {
    var tokens = new SeriesTable<>(TOKENS_CONSUMED);
    tokens.series(new TokenLabels("t", "a", "r", "p", "m", "input")).set(1);
    var progress = new SeriesTable<>(LAST_PROGRESS);
    progress.series(new AgentLabels("t", "a", "r")).set(1_763_776_800.125);
    assertThat(text(Format.OPEN_METRICS, tokens, progress))
        .doesNotContain("UNIT agent_tokens_consumed")
        .contains(
            "# UNIT agent_last_progress_timestamp_seconds timestamp_seconds\n",
            "} 1.763776800125E9\n");
  }

  @Test
  void escapesQuotesInHelpForOpenMetricsOnly() {
    assertThat(new String(Format.TEXT.header(AWKWARD), UTF_8))
        .startsWith("# HELP awkward Says \"help\" on C:\\\\new.\n");
    assertThat(new String(Format.OPEN_METRICS.header(AWKWARD), UTF_8))
        .endsWith("# HELP awkward Says \\\"help\\\" on C:\\\\new.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "7, 7",
    "-42, -42",
    "180155, 180155",
    "799535983, 799535983",
    "9007199254740993, 9007199254740992",
    "999999999999999900, 999999999999999872",
    "1e18, 1.0E18",
    "-1e18, -1.0E18",
    "0.1, 0.1",
    "1e-9, 1.0E-9",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
  })
  void writesAValue(double value, String expected) {
    var out = new ByteSink(0);
    SampleValue.write(value, out);
    assertThat(out.toString()).isEqualTo(expected);
  }

  @Test
  void writesNothingForATableWithoutValues() {
    var table = new SeriesTable<>(ACTIVE_SESSIONS);
    var series = table.series(new AgentLabels("t", "a", "r"));
    assertThat(text(Format.TEXT, table)).isEmpty();
    assertThat(text(Format.OPEN_METRICS, table)).isEqualTo("# EOF\n");
    series.set(1);
    assertThat(text(Format.TEXT, table)).endsWith("} 1\n");
    series.clear();
    assertThat(text(Format.TEXT, table)).isEmpty();
  }

  private static SeriesTable<AgentLabels> sessions() {
    var table = new SeriesTable<>(ACTIVE_SESSIONS);
    table.series(new AgentLabels("acme", "coder-0", "coder")).set(3);
    table.series(new AgentLabels("acme", "say \"hi\"\n\\", "")).set(0);
    return table;
  }

  private static SeriesTable<CostLabels> cost() {
    var table = new SeriesTable<>(COST);
    table.series(new CostLabels("acme", "coder-0", "coder", "anthropic", "m", "input")).set(1.25);
    return table;
  }

  private static SeriesTable<NoLabels> deadLetters() {
    var table = new SeriesTable<>(DEAD_LETTERS);
    table.series(NoLabels.NONE).add(7);
    return table;
  }

  private static String text(Format format, SeriesTable<?>... tables) {
    var out = new ByteSink(0);
    new Page(List.of(tables)).writeTo(format, out);
    return out.toString();
  }
}
