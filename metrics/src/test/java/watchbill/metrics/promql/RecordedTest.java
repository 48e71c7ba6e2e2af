package watchbill.metrics.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.metrics.catalogue.Label.TENANT;

import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.SpendFamilies.CostLabels;

final class RecordedTest {
  private static final Recorded<CostLabels> COST =
      new Recorded<>(
          "tenant:agent_cost_usd:rate10m",
          Query.rate(SpendFamilies.COST, Windows.TEN_MINUTES).by(TENANT).sum());

  @Test
  void keepsLabelsAndMeasureOfWhatItRecords() {
    Query<CostLabels> hour = Query.maxOver(COST, Windows.HOUR, Matcher.equal(TENANT, "a\"b"));
    assertThat(hour.text())
        .isEqualTo("max_over_time(tenant:agent_cost_usd:rate10m{tenant=\"a\\\"b\"}[1h])");
    assertThat(hour.labels()).containsExactly("tenant");
    assertThat(hour.measure()).isEqualTo(COST.query().measure());
    assertThat(hour.perHour().measure()).hasToString("usd/h");
  }

  @Test
  void growsByWhatItIsAboveItsSmallestValue() {
    Recorded<CostLabels> total =
        new Recorded<>(
            "tenant:cost_usd:total", Query.total(SpendFamilies.COST).by(TENANT).sumOnce());
    Query<CostLabels> hour = Query.growth(total, Windows.HOUR, Matcher.equal(TENANT, "a"));
    assertThat(hour.text())
        .isEqualTo(
            "tenant:cost_usd:total{tenant=\"a\"}"
                + " - min_over_time(tenant:cost_usd:total{tenant=\"a\"}[1h])");
    assertThat(hour.labels()).containsExactly("tenant");
    assertThat(hour.measure()).hasToString("usd");
  }

  @Test
  void doesNotCompareAnHourWithASecond() {
    Query<CostLabels> second = Query.of(COST);
    assertThatThrownBy(() -> second.perHour().above(second, Matching.on(TENANT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("query: want the same measure on both sides, have usd/h and usd/s");
  }

  @Test
  void refusesANameThatDoesNotSayWhatWasDone() {
    assertThatThrownBy(() -> new Recorded<>("cost", Query.of(COST)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("recorded query: want a name such as tenant:cost_usd:sum, have cost");
  }
}
