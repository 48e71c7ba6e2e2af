package watchbill.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.metrics.promql.Recorded;

final class ObjectiveTest {
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void appliesToItsKindAndTheDefaultToAllOthers() {
    var bugs = new Objective("bug.fix", 0.01, Duration.ofDays(7));
    AlertGroup group = ObjectiveAlerts.group(List.of(Objective.DEFAULT, bugs));
    assertThat(group.alerts().getFirst().condition().toString())
        .contains(
            "task_kind:missed_deadlines:growth84m{task_kind!~\"bug\\\\.fix\"} > ",
            "(task_kind:ended_tasks:growth84m{task_kind!~\"bug\\\\.fix\"} * 0.3)",
            "(task_kind:ended_tasks:growth84m{task_kind=\"bug.fix\"} * 0.06)");
  }

  @Test
  void leavesOutPacesThatCannotBeReached() {
    AlertGroup group = ObjectiveAlerts.group(List.of(new Objective("", 0.1, MONTH)));
    assertThat(group.alerts().getFirst().condition().toString())
        .contains("task_kind:ended_tasks:growth6h * 0.6")
        .doesNotContain("growth1h");
  }

  @Test
  void wakesNobodyWhereMuchMayGoWrong() {
    AlertGroup group = ObjectiveAlerts.group(List.of(new Objective("", 0.5, MONTH)));
    assertThat(group.alerts()).extracting(Alert::name).containsExactly("AgentDeadlineBurnSlow");
  }

  @Test
  void recordsEachWindowOnceAndBeforeItIsAskedFor() {
    AlertGroup group =
        ObjectiveAlerts.group(List.of(Objective.DEFAULT, new Objective("bug", 0.01, MONTH)));
    assertThat(group.recorded())
        .extracting(Recorded::name)
        .doesNotHaveDuplicates()
        .startsWith("task_kind:ended_tasks:total", "task_kind:missed_deadlines:total")
        .contains("task_kind:ended_tasks:growth1h", "task_kind:ended_tasks:growth84m");
  }

  @Test
  void refusesAShareThatIsNone() {
    assertThatThrownBy(() -> new Objective("bug", 1, MONTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("objective of bug: want a share of missed deadlines between 0 and 1, have 1.0");
    assertThatThrownBy(() -> new Objective("", 0, MONTH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("objective of all kinds: want");
    assertThatThrownBy(() -> new Objective("bug", 0.1, Duration.ofHours(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("objective of bug: want a period of a day at least, have PT2H");
  }
}
