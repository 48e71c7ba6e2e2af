package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.NoLabels;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.Unit;

final class HistogramTableTest {
  static final Histogram<AgentLabels> COST =
      Histogram.ours(
          "agent_test_cost_usd",
          Unit.USD,
          ActivityFamilies.ACTIVE_SESSIONS.labels(),
          "Cost of a test.",
          "a test",
          0.1,
          1,
          10);

  private static final Histogram<NoLabels> TOKENS =
      Histogram.ours(
          "agent_test_tokens",
          Unit.TOKENS,
          SelfFamilies.DEAD_LETTERS.labels(),
          "Tokens of a test.",
          "a test",
          1e6);

  private final HistogramTable<AgentLabels> table = new HistogramTable<>(COST);

  static HistogramValue value(Histogram<?> family, double... values) {
    var seen = new Observations(family);
    for (double value : values) {
      seen.add(value);
    }
    return seen.value();
  }

  private static String text(Format format, Table... tables) {
    var out = new ByteSink(0);
    new Page(List.of(tables)).writeTo(format, out);
    return out.toString();
  }

  @Test
  void writesClassicBucketsAsText() {
    table.series(new AgentLabels("acme", "a\"b", "coder")).set(value(COST, 0.05, 0.5, 0.75, 20));
    assertThat(text(Format.TEXT, table))
        .isEqualTo(
            """
            # HELP agent_test_cost_usd Cost of a test.
            # TYPE agent_test_cost_usd histogram
            agent_test_cost_usd_bucket{tenant="acme",agent="a\\"b",role="coder",le="0.1"} 1
            agent_test_cost_usd_bucket{tenant="acme",agent="a\\"b",role="coder",le="1.0"} 3
            agent_test_cost_usd_bucket{tenant="acme",agent="a\\"b",role="coder",le="10.0"} 3
            agent_test_cost_usd_bucket{tenant="acme",agent="a\\"b",role="coder",le="+Inf"} 4
            agent_test_cost_usd_sum{tenant="acme",agent="a\\"b",role="coder"} 21.3
            agent_test_cost_usd_count{tenant="acme",agent="a\\"b",role="coder"} 4
            """);
  }

  @Test
  void writesClassicBucketsAsOpenMetrics() {
    var tokens = new HistogramTable<>(TOKENS);
    tokens.series(NoLabels.NONE).set(value(TOKENS, 5, 2e6));
    assertThat(text(Format.OPEN_METRICS, tokens))
        .isEqualTo(
            """
            # TYPE agent_test_tokens histogram
            # UNIT agent_test_tokens tokens
            # HELP agent_test_tokens Tokens of a test.
            agent_test_tokens_bucket{le="1e+06"} 1
            agent_test_tokens_bucket{le="+Inf"} 2
            agent_test_tokens_sum 2000005
            agent_test_tokens_count 2
            # EOF
            """);
  }

  @Test
  void writesNothingThatIsNotSet() {
    HistogramSeries series = table.series(new AgentLabels("t", "a", "r"));
    for (Format format : List.of(Format.TEXT, Format.PROTOBUF)) {
      assertThat(text(format, table)).isEmpty();
      series.set(value(COST));
      assertThat(text(format, table)).contains("agent_test_cost_usd");
      series.clear();
      assertThat(text(format, table)).isEmpty();
    }
  }

  @Test
  void replacesAllSeriesAndLetsGoOfTheOldOnes() {
    var kept = new AgentLabels("t", "kept", "r");
    var gone = new AgentLabels("t", "gone", "r");
    HistogramSeries before = table.series(kept);
    before.set(value(COST, 1));
    table.series(gone).set(value(COST, 1));
    table.replace(Map.of(kept, value(COST, 1, 2)));
    before.set(value(COST, 1, 2, 3));
    assertThat(text(Format.TEXT, table))
        .contains("_count{tenant=\"t\",agent=\"kept\",role=\"r\"} 2");
    assertThat(text(Format.TEXT, table)).doesNotContain("gone");
    assertThat(table.size()).isEqualTo(1);
    table.remove(kept);
    assertThat(text(Format.TEXT, table)).isEmpty();
  }

  @Test
  void standsInAGroupBesideOtherTables() {
    var group = new SeriesGroup(List.of(COST, TOKENS));
    table.series(new AgentLabels("t", "a", "r")).set(value(COST, 1));
    group.replace(List.of(table));
    assertThat(group.writeTo(Format.TEXT, new ByteSink(0))).isEqualTo(6);
    assertThat(group.writeTo(Format.PROTOBUF, new ByteSink(0))).isEqualTo(1);
  }

  @Test
  void refusesTheBucketsOfAnotherFamily() {
    HistogramSeries series = table.series(new AgentLabels("t", "a", "r"));
    assertThatThrownBy(() -> series.set(value(TOKENS, 1)))
        .hasMessage("agent_test_cost_usd: want a count for each of 3 bounds, have 1");
  }
}
