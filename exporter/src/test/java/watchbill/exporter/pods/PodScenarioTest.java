package watchbill.exporter.pods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerNeeds;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.Shortage;
import watchbill.core.AgentIdentity;
import watchbill.metrics.catalogue.Family;

/// One pod's life from the queue for a GPU to its end by force, in which every family of pods has a
/// sample at some time.
class PodScenarioTest {
  private final PodSeries series = new PodSeries(AgentIdentity.DEFAULT, Duration.ofMinutes(5));
  private final Set<String> seen = new TreeSet<>();

  @Test
  void showsEveryFamilyInOneLife() {
    Draft pod = new Draft();
    pod.needs.add(
        new ContainerNeeds(
            "agent", ContainerKind.MAIN, 1, 2, 1 << 20, 2 << 20, 1, "nvidia.com/gpu"));
    series.onReplace(List.of(), 0);
    series.onUpsert(pod.unschedulable(Shortage.GPU).view(), 1);
    look();
    pod.scheduledAt(1_100).takenAt(1_101).initializedAt(1_102);
    series.onUpsert(
        pod.with(
                Draft.container(
                    "agent",
                    ContainerKind.MAIN,
                    0,
                    new ContainerState.Waiting("ContainerCreating")))
            .view(),
        2);
    look();
    pod.phase = PodPhase.RUNNING;
    series.onUpsert(pod.with(Draft.running(0, 1_130)).readyAt(1_140).view(), 3);
    series.onUpsert(pod.deletedAt(5_000, 120).view(), 4);
    series.onUpsert(pod.with(Draft.ended(0, "Error", 137, 5_120)).unreadyAt(5_120).view(), 5);
    look();
    series.onDelete(pod.deletedAt(5_000, 0).view(), 5_121_000);
    look();

    assertThat(seen)
        .isEqualTo(
            series.families().stream()
                .map(Family::name)
                .collect(Collectors.toCollection(TreeSet::new)));
    assertThat(Samples.text(series, "agent_grace_kills", "agent"))
        .isEqualTo("agent_grace_kills_total ada 1\n");
  }

  private void look() {
    Samples.text(series)
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .forEach(line -> seen.add(line.substring(7, line.indexOf(' ', 7))));
  }
}
