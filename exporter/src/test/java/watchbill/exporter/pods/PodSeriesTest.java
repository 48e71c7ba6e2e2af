package watchbill.exporter.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.connectors.kubernetes.PodPhase.FAILED;
import static watchbill.connectors.kubernetes.PodPhase.PENDING;
import static watchbill.connectors.kubernetes.PodPhase.RUNNING;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ContainerState;
import watchbill.connectors.kubernetes.Owner;
import watchbill.connectors.kubernetes.PodNeeds;
import watchbill.connectors.kubernetes.PodPhase;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.core.AgentIdentity;

class PodSeriesTest {
  private final PodSeries series = new PodSeries(AgentIdentity.DEFAULT, Duration.ofMinutes(5));

  @Test
  void writesAPodThatWasKilledForMemoryAndRunsAgain() {
    series.onReplace(
        List.of(Pods.pod("backend-0", RUNNING, true, Pods.running(3, Pods.OOM))), 1_000);

    assertThat(podText())
        .isEqualTo(
            """
            # HELP agent_pod_info Where the agent's pod runs, what made it and how it ranks; always 1.
            # TYPE agent_pod_info gauge
            agent_pod_info{ID,node="node-1",owner_kind="StatefulSet",owner="backend",ordinal="0",qos_class="",priority_class=""} 1
            # HELP agent_pod_phase The pod's phase: 1 for the phase that it is in, 0 for the others.
            # TYPE agent_pod_phase gauge
            agent_pod_phase{ID,phase="Pending"} 0
            agent_pod_phase{ID,phase="Running"} 1
            agent_pod_phase{ID,phase="Succeeded"} 0
            agent_pod_phase{ID,phase="Failed"} 0
            agent_pod_phase{ID,phase="Unknown"} 0
            # HELP agent_pod_ready Whether the pod is ready (1).
            # TYPE agent_pod_ready gauge
            agent_pod_ready{ID} 1
            # HELP agent_pod_created_timestamp_seconds When the pod was made.
            # TYPE agent_pod_created_timestamp_seconds gauge
            agent_pod_created_timestamp_seconds{ID} 1767323045
            # HELP agent_pod_container_restarts_total Restarts of the container, in the life of its pod.
            # TYPE agent_pod_container_restarts_total counter
            agent_pod_container_restarts_total{ID,container="agent",kind="main"} 3
            # HELP agent_pod_container_last_termination_info How the container last ended, in Kubernetes' word and by what its status proves; always 1.
            # TYPE agent_pod_container_last_termination_info gauge
            agent_pod_container_last_termination_info{ID,container="agent",kind="main",reason="OOMKilled",end="oom_main"} 1
            # HELP agent_pod_container_ready Whether the main container or sidecar is ready (1).
            # TYPE agent_pod_container_ready gauge
            agent_pod_container_ready{ID,container="agent",kind="main"} 1
            """
                .replace(
                    "ID",
                    "tenant=\"acme\",agent=\"ada\",role=\"reviewer\",namespace=\"acme\","
                        + "pod=\"backend-0\""));
  }

  @Test
  void writesEachContainerAndWhyItWaits() {
    series.onUpsert(
        Pods.pod(
            "backend-0",
            PENDING,
            false,
            Pods.container("agent", 4, new ContainerState.Waiting("CrashLoopBackOff"), Pods.OOM),
            Pods.container("proxy", 0, new ContainerState.Running(1), null),
            Pods.container("puller", 0, new ContainerState.Waiting("ImagePullBackOff"), null)),
        1_000);
    series.onHealth(up(1_000));

    assertThat(podText("agent_pod_container", "container", "reason"))
        .isEqualTo(
            """
            agent_pod_container_restarts_total agent 4
            agent_pod_container_restarts_total proxy 0
            agent_pod_container_restarts_total puller 0
            agent_pod_container_last_termination_info agent OOMKilled 1
            agent_pod_container_waiting agent CrashLoopBackOff 1
            agent_pod_container_waiting puller ImagePullBackOff 1
            """);
  }

  @Test
  void collapsesReasonsThatKubernetesDoesNotGive() {
    Termination strange = new Termination("c-9", "Cosmic \"ray\"\n", 1, 1);
    series.onReplace(
        List.of(
            Pods.pod("a", RUNNING, false, Pods.waiting(1, "waiting for Godot", strange)),
            Pods.pod("b", RUNNING, false, Pods.waiting(1, "", null))),
        1_000);

    assertThat(podText("agent_pod_container_", "pod", "reason"))
        .isEqualTo(
            """
            agent_pod_container_restarts_total a 1
            agent_pod_container_restarts_total b 1
            agent_pod_container_last_termination_info a Other 1
            agent_pod_container_waiting a Other 1
            agent_pod_container_waiting b Other 1
            """);
  }

  @Test
  void changesTheSeriesOfAChangedPodOnly() {
    series.onReplace(
        List.of(
            Pods.pod("a", PENDING, false, Pods.waiting(0, "ContainerCreating", null)),
            Pods.pod("b", RUNNING, true, Pods.running(7, null))),
        1_000);

    series.onUpsert(Pods.pod("a", RUNNING, true, Pods.running(1, Pods.OOM)), 2_000);

    assertThat(text("agent_pod_ready", "pod"))
        .isEqualTo("agent_pod_ready a 1\nagent_pod_ready b 1\n");
    assertThat(text("agent_pod_phase", "pod", "phase"))
        .contains("agent_pod_phase a Pending 0\nagent_pod_phase a Running 1\n");
    assertThat(podText("agent_pod_container_", "pod", "reason"))
        .isEqualTo(
            """
            agent_pod_container_restarts_total a 1
            agent_pod_container_restarts_total b 7
            agent_pod_container_last_termination_info a OOMKilled 1
            """);
  }

  @Test
  void writesAPodThatMovedToANewNodeOnce() {
    series.onReplace(List.of(Pods.pod("u-1", "a", "", PENDING, false)), 1_000);
    assertThat(text("agent_pod_info", "pod", "node")).isEqualTo("agent_pod_info a  1\n");

    series.onUpsert(Pods.pod("u-1", "a", "node-2", RUNNING, false), 2_000);

    assertThat(text("agent_pod_info", "pod", "node")).isEqualTo("agent_pod_info a node-2 1\n");
  }

  @Test
  void writesADeletedPodNoMore() {
    PodView gone = Pods.pod("a", RUNNING, true, Pods.running(0, Pods.OOM));
    PodView stays = Pods.pod("b", RUNNING, true, Pods.running(0, Pods.OOM));
    series.onReplace(List.of(gone, stays), 1_000);

    series.onDelete(gone, 2_000);
    String rest = text();
    series.onReplace(List.of(stays), 3_000);

    assertThat(rest).isEqualTo(text()).contains("pod=\"b\"").doesNotContain("pod=\"a\"");
  }

  @Test
  void keepsTheSuccessorOfAPodWhoseDeletionIsHeardLate() {
    PodView first = Pods.pod("u-1", "backend-0", "node-1", FAILED, false);
    PodView second = Pods.pod("u-2", "backend-0", "node-2", RUNNING, true);
    series.onReplace(List.of(first), 1_000);

    series.onUpsert(second, 2_000);
    series.onDelete(first, 3_000);

    assertThat(text("agent_pod_info", "pod", "node"))
        .isEqualTo("agent_pod_info backend-0 node-2 1\n");
  }

  @Test
  void writesNoCreationTimeThatIsNotSaid() {
    series.onReplace(
        List.of(
            new PodView(
                "u",
                "1",
                "acme",
                "bare",
                "",
                Owner.NONE,
                -1,
                -1,
                PodPhase.UNKNOWN,
                false,
                -1,
                Map.of(),
                List.of(),
                PodNeeds.NONE)),
        1_000);

    assertThat(text())
        .doesNotContain("agent_pod_created")
        .contains(
            "agent_pod_info{tenant=\"acme\",agent=\"bare\",role=\"\",namespace=\"acme\","
                + "pod=\"bare\",node=\"\",owner_kind=\"\",owner=\"\",ordinal=\"\",qos_class=\"\",priority_class=\"\"} 1\n");
  }

  @Test
  void writesNothingOnceTheWatchIsDownForTooLongAndAllAgainWhenItIsUp() {
    series.onReplace(List.of(Pods.pod("a", RUNNING, true)), 1_000);
    String before = text();

    series.onHealth(down(301_000, 1_000));
    assertThat(text()).as("exactly at the limit").isEqualTo(before);

    series.onHealth(down(301_001, 1_000));
    assertThat(podText()).isEmpty();

    series.onUpsert(Pods.pod("a", RUNNING, false), 302_000);
    assertThat(podText()).isEmpty();
    assertThat(text()).as("totals stay").contains("agent_container_ends_total");

    series.onHealth(up(302_000));
    assertThat(text())
        .isEqualTo(
            before.replace(
                "pod=\"a\"} 1\n# HELP agent_pod_created",
                "pod=\"a\"} 0\n# HELP agent_pod_created"));
  }

  @Test
  void keepsItsSeriesWhileAWatchIsUpAndQuiet() {
    series.onReplace(List.of(Pods.pod("a", RUNNING, true)), 1_000);
    String before = text();

    series.onHealth(new WatchHealth(true, 10_000_000, 1_000, 1_000, 0, ""));

    assertThat(text()).isEqualTo(before).isNotEmpty();
  }

  @Test
  void writesNothingBeforeTheFirstList() {
    series.onHealth(down(1_000, -1));

    assertThat(text()).isEmpty();
  }

  @Test
  void rejectsALimitOfNothing() {
    assertThatThrownBy(() -> new PodSeries(AgentIdentity.DEFAULT, Duration.ZERO))
        .hasMessage("kubernetes.staleAfter: want more than 0, have PT0S");
  }

  private static WatchHealth up(long at) {
    return new WatchHealth(true, at, at, at, 0, "");
  }

  private static WatchHealth down(long at, long heardAt) {
    return new WatchHealth(false, at, at, heardAt, 1, "refused");
  }

  private String text() {
    return Samples.text(series);
  }

  /// What a scrape says of pods that are there.
  private String podText() {
    int totals = text().indexOf("# HELP agent_grace_kills_total");
    return text().substring(0, totals);
  }

  private String text(String family, String... labels) {
    return Samples.text(series, family, labels);
  }

  /// The same without readiness.
  private String podText(String family, String... labels) {
    return text(family, labels)
        .lines()
        .filter(line -> !line.startsWith("agent_pod_container_ready"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
