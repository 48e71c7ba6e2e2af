package watchbill.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.TaskFamilies;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Distribution;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Recorded;
import watchbill.metrics.promql.Windows;

final class GroundTest {
  @Test
  void findsAnAlertThatReadsAFamilyItself() {
    var alert = alert("Stuck", Query.of(ActivityFamilies.STUCK).by(Label.TENANT).max().above(0));
    assertThat(Ground.EVENTS.alerts(List.of(AlertGroup.of("g", alert)))).containsExactly(alert);
    assertThat(Ground.CLUSTER.alerts(List.of(AlertGroup.of("g", alert)))).isEmpty();
  }

  @Test
  void findsAnAlertThatReadsAHistogram() {
    var slow =
        Distribution.of(TaskFamilies.TASK_DURATION, Windows.HOUR).by(Label.TENANT).quantile(0.5);
    var alert = alert("Slow", slow.above(1));
    assertThat(Ground.EVENTS.alerts(List.of(AlertGroup.of("g", alert)))).containsExactly(alert);
  }

  @Test
  void findsAnAlertThatReadsWhatIsRecordedOfWhatIsRecorded() {
    var first =
        new Recorded<>(
            "tenant:agent_stuck:max", Query.of(ActivityFamilies.STUCK).by(Label.TENANT).max());
    var second = new Recorded<>("tenant:agent_stuck:max2", Query.of(first));
    var alert = alert("Stuck", Query.of(second).above(0));
    var groups = List.of(new AlertGroup("g", List.of(first, second), List.of(alert)));
    assertThat(Ground.EVENTS.alerts(groups)).containsExactly(alert);
  }

  @Test
  void readsNoFamilyOutOfALabelsValue() {
    var alert =
        alert(
            "Down",
            Query.of(SelfFamilies.SOURCE_UP, Matcher.equal(Label.SOURCE, "agent_stuck")).is(0));
    assertThat(Ground.EVENTS.alerts(List.of(AlertGroup.of("g", alert)))).isEmpty();
  }

  private static <L extends Record & LabelSet> Alert<L> alert(String name, Condition<L> condition) {
    return new Alert<>(
        name,
        condition,
        Duration.ZERO,
        Severity.PAGE,
        Owner.TENANT,
        View.FLEET,
        "So it is.",
        List.of());
  }
}
