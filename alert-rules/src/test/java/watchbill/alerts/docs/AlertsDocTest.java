package watchbill.alerts.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import watchbill.alerts.Alert;
import watchbill.alerts.rules.AllAlerts;

final class AlertsDocTest {
  @Test
  void listsEveryAlertInTheSectionOfItsGroup() {
    assertThat(AlertsDoc.file().text())
        .contains(
            "## watchbill-activity\n\n| alert | severity | owner | waits | what it says |\n"
                + "| --- | --- | --- | --- | --- |\n"
                + "| [AgentStuck](runbooks/AgentStuck.md) | page | tenant | 5m | Agent `agent` of"
                + " `tenant` makes no progress: `cause`. |\n");
    assertThat(AllAlerts.alerts())
        .allSatisfy(alert ->
            assertThat(AlertsDoc.file().text())
                .contains("| [" + alert.name() + "](runbooks/" + alert.name() + ".md) |"));
  }

  @Test
  void hasTheAlertsOfTheGuidesUnderTheirOwnNames() {
    assertThat(AllAlerts.alerts())
        .extracting(Alert::name)
        .containsAll(GuideRule.ALL.stream().map(GuideRule::name).toList());
  }
}
