package watchbill.exporter.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.exporter.gpu.Gpus.node;
import static watchbill.exporter.gpu.Gpus.pod;

import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.PodPhase;

/// Whose a GPU is, in the words of the page: `gpu/instance agent method`.
final class AllocationTest {
  private final Gpus fleet = new Gpus();
  private final GpuSeries series =
      new GpuSeries(Gpus.config("gpu:"), fleet.cluster(), Gpus.STALE_AFTER);

  private List<String> allocated(String... rows) {
    StringBuilder page = new StringBuilder();
    for (String row : rows) {
      page.append("DCGM_FI_DEV_FB_USED{").append(row).append("} 1\n");
    }
    series.heard(Gpus.page("n1", page.toString()), 1_000);
    series.tick(1_000);
    return Gpus.scraped(series, "agent_gpu_info").stream()
        .map(line ->
            line.replaceAll(
                ".*agent=\"([^\"]*)\".*gpu=\"([^\"]*)\".*gpu_i_id=\"([^\"]*)\","
                    + "allocation_method=\"([^\"]*)\".*",
                "$2/$3 $1 $4"))
        .sorted()
        .toList();
  }

  private static String gpu(int index, String pod) {
    String named = pod.isEmpty() ? "" : ",namespace=\"acme\",pod=\"" + pod + "\"";
    return "gpu=\"" + index + "\",UUID=\"GPU-" + index + "\"" + named;
  }

  private static String instance(int index, String id, String pod) {
    return gpu(index, pod) + ",GPU_I_ID=\"" + id + "\",GPU_I_PROFILE=\"1g.10gb\"";
  }

  @Test
  void isAsTheLabelSaysWhereGpusAreNotShared() {
    fleet.pods(pod("acme", "a-0", "n1", 1), pod("acme", "b-0", "n1", 1));
    assertThat(allocated(gpu(0, "a-0"), gpu(1, "b-0"), gpu(2, "")))
        .containsExactly("0/ a dcgm_pod_label", "1/ b dcgm_pod_label", "2/  none");
  }

  @Test
  void isAsTheLabelSaysOfAPodThatAsksForNone() {
    fleet.pods(pod("acme", "a-0", "n1", 0));
    assertThat(allocated(gpu(0, "a-0"))).containsExactly("0/ a dcgm_pod_label");
  }

  @Test
  void isNobodysAgentsWhenThePodIsNone() {
    fleet.pods(pod("shared", "train-0", "n1", 1));
    assertThat(
            allocated("gpu=\"0\",UUID=\"GPU-0\",namespace=\"shared\",pod=\"train-0\"", gpu(1, "")))
        .containsExactly("0/  dcgm_pod_label", "1/  none");
  }

  @Test
  void isByRequestsWhereNoPodIsNamed() {
    fleet.pods(pod("acme", "a-0", "n1", 2), pod("acme", "b-0", "n2", 1));
    assertThat(allocated(gpu(0, ""), gpu(1, "")))
        .containsExactly("0/ a requests_single", "1/ a requests_single");
  }

  @Test
  void isNotToldWhenPodsOfTwoAgentsMayHoldIt() {
    fleet.pods(pod("acme", "a-0", "n1", 1), pod("acme", "b-0", "n1", 1));
    assertThat(allocated(gpu(0, ""), gpu(1, "")))
        .containsExactly("0/  requests_shared", "1/  requests_shared");
  }

  @Test
  void isNotToldWhenAPodHoldsOneOfTwo() {
    fleet.pods(pod("acme", "a-0", "n1", 1));
    assertThat(allocated(gpu(0, ""), gpu(1, "")))
        .containsExactly("0/  requests_shared", "1/  requests_shared");
  }

  /// A label that is missing now and then: the pod that is named for the other GPU holds only that.
  @Test
  void isTheOtherPodsWhereOneLabelIsMissing() {
    fleet.pods(pod("acme", "a-0", "n1", 1), pod("acme", "b-0", "n1", 1));
    assertThat(allocated(gpu(0, "a-0"), gpu(1, "")))
        .containsExactly("0/ a dcgm_pod_label", "1/ b requests_single");
  }

  /// With time-slicing only one of the pods is named.
  @Test
  void isNotAsTheLabelSaysWhereGpusAreShared() {
    fleet.pods(pod("acme", "a-0", "n1", 1), pod("acme", "b-0", "n1", 1));
    fleet.nodes(node("n1", 4));
    assertThat(allocated(gpu(0, "a-0"))).containsExactly("0/  requests_shared");
  }

  @Test
  void isKnownToBeSharedWhenMoreIsHeldThanThereIs() {
    fleet.pods(pod("acme", "a-0", "n1", 1), pod("acme", "b-0", "n1", 1));
    assertThat(allocated(gpu(0, "b-0"))).containsExactly("0/  requests_shared");
  }

  @Test
  void isTheAgentsWhoseSeveralPodsShareIt() {
    fleet.pods(pod("acme", "a-0", "n1", 1), pod("acme", "a-1", "n1", 1));
    fleet.nodes(node("n1", 4));
    assertThat(allocated(gpu(0, "a-0"))).containsExactly("0/ a dcgm_pod_label");
    assertThat(allocated(gpu(0, ""))).containsExactly("0/ a requests_single");
    assertThat(allocated(gpu(0, "a-0"), gpu(0, "a-1"))).containsExactly("0/ a dcgm_pod_label");
  }

  /// Two shares may lie on one of two GPUs, five of four each may not.
  @Test
  void isHeldForCertainOnlyByMoreSharesThanTheOtherGpusHave() {
    fleet.nodes(node("n1", 4));
    fleet.pods(pod("acme", "a-0", "n1", 2));
    assertThat(allocated(gpu(0, ""), gpu(1, ""))).contains("0/  requests_shared");
    fleet.pods(pod("acme", "a-0", "n1", 5));
    assertThat(allocated(gpu(0, ""), gpu(1, ""))).contains("0/ a requests_single");
  }

  @Test
  void isSharedWhenThePageNamesPodsOfTwoAgents() {
    fleet.pods(pod("acme", "a-0", "n1", 1), pod("acme", "b-0", "n1", 1));
    assertThat(allocated(gpu(0, "a-0"), gpu(0, "b-0"))).containsExactly("0/  dcgm_shared");
  }

  @Test
  void isOfEachInstanceForItself() {
    fleet.pods(pod("acme", "a-0", "n1", 1), pod("acme", "b-0", "n1", 1));
    assertThat(allocated(instance(0, "3", "a-0"), instance(0, "4", "b-0"), instance(0, "5", "")))
        .containsExactly("0/  mig", "0/3 a dcgm_pod_label", "0/4 b dcgm_pod_label", "0/5  none");
    fleet.pods(pod("acme", "a-0", "n1", 2));
    assertThat(allocated(instance(0, "3", ""), instance(0, "4", "")))
        .containsExactly("0/ a mig", "0/3 a requests_single", "0/4 a requests_single");
  }

  @Test
  void isHeldFromThePlacingOfAPodUntilItsEnd() {
    fleet.pods(pod("acme", "a-0", "n1", 1, PodPhase.PENDING));
    assertThat(allocated(gpu(0, ""))).containsExactly("0/ a requests_single");
    fleet.pods(
        pod("acme", "a-0", "n1", 1, PodPhase.SUCCEEDED),
        pod("acme", "a-1", "", 1, PodPhase.PENDING));
    assertThat(allocated(gpu(0, ""))).containsExactly("0/  none");
  }

  @Test
  void isUnknownWhileThePodsAre() {
    assertThat(allocated(gpu(0, "a-0"), gpu(1, ""))).containsExactly("0/  unknown", "1/  unknown");
  }
}
