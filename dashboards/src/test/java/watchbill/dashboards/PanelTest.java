package watchbill.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Windows;

final class PanelTest {
  @Test
  void refusesQueriesOfDifferentMeasures() {
    var perSecond = new Target("rate", Query.rate(SpendFamilies.COST, Windows.HOUR));
    var total = new Target("increase", Query.increase(SpendFamilies.COST, Windows.HOUR));
    assertThatThrownBy(
            () -> new Panel.TimeSeries("Spend", "Spend.", false, List.of(perSecond, total)))
        .hasMessage("panel: want queries of one measure, have Spend: [usd/s, usd]");
  }

  @Test
  void callsSeriesByTheirLabelsOrByTheQuerysName() {
    var stuck = Query.of(ActivityFamilies.STUCK);
    assertThat(new Target("stuck", stuck.by(TENANT, AGENT).max()).legend())
        .isEqualTo("{{tenant}} / {{agent}}");
    assertThat(new Target("stuck", stuck.by().sum()).legend()).isEqualTo("stuck");
  }

  @Test
  void asksForTheValuesOfALabelAmongThoseThatAreChosen() {
    assertThat(Variable.of(AGENT, ActivityFamilies.STATE, Variable.chosen(TENANT)))
        .isEqualTo(
            new Variable("agent", "label_values(agent_state{tenant=~\"$tenant\"}, agent)", true));
  }

  @Test
  void refusesColumnsOfDifferentLabels() {
    var stuck = Query.of(ActivityFamilies.STUCK);
    assertThatThrownBy(() ->
            Panel.Table.of(
                "Stuck",
                "Stuck.",
                new Target("by agent", stuck.by(AGENT).max()),
                new Target("by tenant", stuck.by(TENANT).max())))
        .hasMessage("table: want queries of the same labels, have Stuck: [[agent], [tenant]]");
  }

  @Test
  void refusesAMarkThatNamesALabelItDoesNotHave() {
    assertThatThrownBy(() ->
            Annotation.of(
                "Verdicts",
                Color.RED,
                Query.of(ActivityFamilies.STUCK).by(TENANT).max().above(0),
                "{{tenant}}: {{cause}}"))
        .hasMessage("annotation: want labels of the query [tenant], have [tenant, cause]");
  }

  @Test
  void refusesThresholdsThatDoNotRise() {
    assertThatThrownBy(() -> Thresholds.rising(0.9, 0.8))
        .hasMessageStartingWith("thresholds: want rising steps, have ");
  }

  @Test
  void asksForTimesInMillisecondsAsGrafanaCountsThem() {
    assertThat(new Target("since", Query.of(ActivityFamilies.LAST_PROGRESS)).expression())
        .isEqualTo("(agent_last_progress_timestamp_seconds) * 1000");
  }
}
