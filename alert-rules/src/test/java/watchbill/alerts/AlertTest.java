package watchbill.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.metrics.catalogue.ActivityFamilies.STUCK;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.ActivityFamilies.CauseLabels;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Query;

final class AlertTest {
  private static final Condition<CauseLabels> STUCK_BY_TENANT =
      Query.of(STUCK).by(Label.TENANT).max().above(0);

  @Test
  void refusesASummaryWithALabelThatTheConditionDoesNotGive() {
    assertThatThrownBy(() -> alert("AgentStuck", "Agent {{ $labels.agent }} is stuck."))
        .hasMessage("AgentStuck: want labels of the condition [tenant], have agent");
  }

  @Test
  void refusesATemplateThatItCannotFill() {
    assertThatThrownBy(() -> alert("AgentStuck", "{{ $value }} are stuck."))
        .hasMessage("template: want {{ $labels.name }} only, have {{ $value }} are stuck.");
  }

  @Test
  void refusesANameThatIsNoFileName() {
    assertThatThrownBy(() -> alert("agent stuck", "Stuck."))
        .hasMessage("alert: want a name in camel case, have agent stuck");
  }

  @Test
  void linksToItsRunbookAndToTheBoardOfItsLabels() {
    var alert = alert("AgentStuck", "Agents of {{ $labels.tenant }} are stuck.");
    assertThat(alert.annotations(new Links("https://runbooks.test/", "https://grafana.test")))
        .containsEntry("runbook_url", "https://runbooks.test/AgentStuck.md")
        .containsEntry(
            "dashboard_url",
            "https://grafana.test/d/watchbill-fleet?var-tenant={{ $labels.tenant | urlquery }}");
  }

  @Test
  void fillsTemplatesAsPrometheusDoes() {
    assertThat(
            Template.fill(
                "{{ $labels.a }}$1 {{ $labels.b | urlquery }}", Map.of("a", "$x", "b", "c-0")))
        .isEqualTo("$x$1 c-0");
    assertThatThrownBy(() -> Template.fill("{{ $labels.a | urlquery }}", Map.of("a", "x y")))
        .hasMessage("template: want an example without escapes, have x y");
  }

  private static Alert<CauseLabels> alert(String name, String summary) {
    return new Alert<>(
        name,
        STUCK_BY_TENANT,
        Duration.ofMinutes(5),
        Severity.PAGE,
        Owner.TENANT,
        View.FLEET,
        summary,
        List.of());
  }
}
