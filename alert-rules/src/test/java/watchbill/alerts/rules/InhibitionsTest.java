package watchbill.alerts.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import watchbill.alerts.Inhibition;

final class InhibitionsTest {
  @Test
  void holdBackWhatRestsOnEventsWhileThereAreNone() {
    assertThat(heldBackBy("alertname=\"WatchbillSourceDown\"", "source=~\"nats|signals\""))
        .contains("AgentStuck", "AgentFleetIncident", "AgentTasksFailing")
        .doesNotContain("AgentPodCrashLooping", "AgentWorkloadDown", "AgentNodeLost", "Watchbill");
    assertThat(heldBackBy("alertname=\"WatchbillPipelineLate\""))
        .contains("AgentStuck\" cause!~\"crash_loop|oom_killed|");
  }

  @Test
  void holdBackWhatRestsOnTheClusterWhileItIsNotHeard() {
    assertThat(heldBackBy("alertname=\"WatchbillSourceDown\"", "source=\"kubernetes\""))
        .contains("AgentPodCrashLooping", "AgentWorkloadDown", "AgentNodeLost")
        .doesNotContain("AgentStuck", "AgentFleetIncident");
  }

  @Test
  void neverHoldBackTheWatchdogOrWhatTellsThatNobodyListens() {
    for (Inhibition rule : Inhibitions.ALL) {
      assertThat(rule.effect().alerts())
          .as(rule.why())
          .doesNotContain(SelfAlerts.WATCHDOG, SelfAlerts.DOWN, SelfAlerts.SOURCE_DOWN);
    }
  }

  /// The names of what this cause holds back.
  private static String heldBackBy(String... source) {
    return Inhibitions.ALL.stream()
        .filter(rule -> rule.source().equals(List.of(source)))
        .map(rule -> String.join(" ", rule.target()))
        .collect(Collectors.joining(" "));
  }
}
