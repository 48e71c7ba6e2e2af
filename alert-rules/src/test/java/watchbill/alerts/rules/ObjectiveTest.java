package watchbill.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.alerts.Alert;

final class ObjectiveTest {
  @Test
  void appliesToItsKindAndTheDefaultToAllOthers() {
    List<Alert<?>> alerts =
        ObjectiveAlerts.group(List.of(Objective.DEFAULT, new Objective("bug.fix", 0.01))).alerts();
    assertThat(alerts.getFirst().condition().toString())
        .contains(
            "task_kind:missed_deadlines:total{task_kind!~\"bug\\\\.fix\"}[1h])",
            "task_kind:ended_tasks:total{task_kind!~\"bug\\\\.fix\"}[1h])) * 0.72)",
            "task_kind:ended_tasks:total{task_kind=\"bug.fix\"}[1h])) * 0.144)");
  }

  @Test
  void leavesOutPacesThatCannotBeReached() {
    List<Alert<?>> alerts =
        ObjectiveAlerts.group(List.of(new Objective("", 0.1))).alerts();
    assertThat(alerts.getFirst().condition().toString())
        .contains("[6h])) * 0.6)")
        .doesNotContain("[1h]");
  }

  @Test
  void refusesAnObjectiveThatNobodyCouldBeWokenFor() {
    assertThatThrownBy(() -> ObjectiveAlerts.group(List.of(new Objective("", 0.5))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("objectives: want one that can be missed so fast, have ");
  }

  @Test
  void refusesAShareThatIsNone() {
    assertThatThrownBy(() -> new Objective("bug", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("objective of bug: want a share of missed deadlines between 0 and 1, have 1.0");
    assertThatThrownBy(() -> new Objective("", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("objective of all kinds: want");
  }
}
