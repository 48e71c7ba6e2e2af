package watchbill.metrics.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.promql.Windows.HOUR;

import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Histogram;
import watchbill.metrics.catalogue.Unit;

public final class DistributionTest {
  public static final Histogram<AgentLabels> COST =
      Histogram.ours(
          "agent_test_usd",
          Unit.USD,
          ActivityFamilies.ACTIVE_SESSIONS.labels(),
          "Help.",
          "a test",
          0.1,
          1);

  @Test
  void asksForAQuantileOfEachSeriesInEitherForm() {
    Query<AgentLabels> query = Distribution.of(COST, HOUR).quantile(0.95);
    assertThat(query.text())
        .isEqualTo(
            "histogram_quantile(0.95, rate(agent_test_usd_bucket[1h]))"
                + " or histogram_quantile(0.95, rate(agent_test_usd[1h]))");
    assertThat(query.labels()).containsExactly("tenant", "agent", "role");
    assertThat(query.measure()).hasToString("usd");
  }

  @Test
  void keepsTheBoundsWhenItPutsSeriesTogether() {
    assertThat(
            Distribution.of(COST, HOUR, Matcher.equal(TENANT, "acme"))
                .by(ROLE)
                .quantile(0.5)
                .text())
        .isEqualTo(
            "histogram_quantile(0.5, sum by (role, le)"
                + " (rate(agent_test_usd_bucket{tenant=\"acme\"}[1h])))"
                + " or histogram_quantile(0.5, sum by (role)"
                + " (rate(agent_test_usd{tenant=\"acme\"}[1h])))");
    assertThat(Distribution.of(COST, HOUR).by().quantile(0).text())
        .isEqualTo(
            "histogram_quantile(0, sum by (le) (rate(agent_test_usd_bucket[1h])))"
                + " or histogram_quantile(0, sum(rate(agent_test_usd[1h])))");
  }

  @Test
  void sumsAndCountsAndTakesTheMean() {
    var byRole = Distribution.of(COST, HOUR).by(ROLE);
    String sum =
        "sum by (role) (increase(agent_test_usd_sum[1h]))"
            + " or sum by (role) (histogram_sum(increase(agent_test_usd[1h])))";
    String count =
        "sum by (role) (increase(agent_test_usd_count[1h]))"
            + " or sum by (role) (histogram_count(increase(agent_test_usd[1h])))";
    assertThat(byRole.sum().text()).isEqualTo(sum);
    assertThat(byRole.sum().measure()).hasToString("usd");
    assertThat(byRole.count().text()).isEqualTo(count);
    assertThat(byRole.count().measure()).hasToString("number");
    assertThat(byRole.mean().text()).isEqualTo("(" + sum + ") / (" + count + ")");
    assertThat(byRole.mean().measure()).hasToString("usd");
    assertThat(byRole.mean().labels()).containsExactly("role");
  }

  @Test
  void sumsAndCountsWhatWasEverSeen() {
    var ever = Distribution.ever(COST, Matcher.equal(TENANT, "acme")).by(ROLE);
    assertThat(ever.sum().text())
        .isEqualTo(
            "sum by (role) (agent_test_usd_sum{tenant=\"acme\"})"
                + " or sum by (role) (histogram_sum(agent_test_usd{tenant=\"acme\"}))");
    assertThat(ever.sum().measure()).hasToString("usd ever");
    assertThat(ever.count().text())
        .isEqualTo(
            "sum by (role) (agent_test_usd_count{tenant=\"acme\"})"
                + " or sum by (role) (histogram_count(agent_test_usd{tenant=\"acme\"}))");
    assertThat(ever.count().measure()).hasToString("number ever");
    assertThatThrownBy(() -> ever.quantile(0.5))
        .hasMessage("query: want the quantile of a window, have agent_test_usd");
  }

  @Test
  void givesAQueryLikeAnyOther() {
    var dear = Distribution.of(COST, HOUR).by(TENANT, AGENT).quantile(0.5).above(2);
    assertThat(dear.query().text()).startsWith("(histogram_quantile(").endsWith(") > 2");
    assertThatThrownBy(() -> dear.query().by(ROLE)).hasMessageContaining("have [role]");
  }

  @Test
  void refusesAShareThatIsNone() {
    for (double share : new double[] {-0.1, 95, Double.NaN}) {
      assertThatThrownBy(() -> Distribution.of(COST, HOUR).quantile(share))
          .hasMessage("query: want a share from 0 to 1, have " + share);
    }
  }
}
