package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeReaderTest {
  private static final long GIB = 1L << 30;
  private static final long SINCE = 1_767_323_045_000L;

  @Test
  void keepsWhatAMachineHasAndWhatIsForPods() {
    Node node =
        new NodeBuilder()
            .withNewMetadata()
            .withUid("u-1")
            .withResourceVersion("7")
            .withName("gpu-0")
            .addToLabels("cloud.google.com/gke-nodepool", "gpus")
            .addToLabels("node.kubernetes.io/instance-type", "g2-standard-8")
            .addToLabels("nvidia.com/gpu.product", "NVIDIA-L4")
            .addToLabels("nvidia.com/gpu.replicas", "4")
            .endMetadata()
            .withNewStatus()
            .addToCapacity("cpu", new Quantity("8"))
            .addToCapacity("memory", new Quantity("32Gi"))
            .addToCapacity("nvidia.com/gpu", new Quantity("4"))
            .addToAllocatable("cpu", new Quantity("7910m"))
            .addToAllocatable("memory", new Quantity("28Gi"))
            .addToAllocatable("nvidia.com/gpu", new Quantity("4"))
            .endStatus()
            .build();

    assertThat(NodeReader.read(node))
        .isEqualTo(
            new NodeView(
                "u-1",
                "7",
                "gpu-0",
                "gpus",
                "g2-standard-8",
                false,
                "NVIDIA-L4",
                4,
                new ComputeAmounts(8_000_000_000L, 32 * GIB, 4),
                new ComputeAmounts(7_910_000_000L, 28 * GIB, 4)));
  }

  @ParameterizedTest
  @CsvSource({
    "cloud.google.com/gke-spot, true, true",
    "cloud.google.com/gke-preemptible, true, true",
    "eks.amazonaws.com/capacityType, SPOT, true",
    "eks.amazonaws.com/capacityType, ON_DEMAND, false",
    "kubernetes.azure.com/scalesetpriority, spot, true",
    "karpenter.sh/capacity-type, spot, true",
    "karpenter.sh/capacity-type, on-demand, false",
  })
  void knowsASpotMachineByItsProvidersLabel(String label, String value, boolean spot) {
    Node node = new NodeBuilder().withNewMetadata().addToLabels(label, value).endMetadata().build();

    assertThat(NodeReader.read(node).spot()).isEqualTo(spot);
  }

  @Test
  void readsANodeThatSaysNothing() {
    assertThat(NodeReader.read(new Node()))
        .isEqualTo(
            new NodeView(
                "", "", "", "", "", false, "", 1, ComputeAmounts.NONE, ComputeAmounts.NONE));
  }

  @Test
  void keepsWhatAConditionSaysAndLeavesOutThoseThatAreNotKubernetesOwn() {
    NodeView view =
        read(
            """
            metadata: {creationTimestamp: "2026-01-02T03:04:05Z"}
            status:
              capacity: {pods: "110"}
              allocatable: {pods: "100"}
              conditions:
                - {type: Ready, status: Unknown, reason: NodeStatusUnknown,
                    lastTransitionTime: "2026-01-02T03:04:05Z"}
                - {type: DiskPressure, status: "True"}
                - {type: KernelDeadlock, status: "True"}
                - null
                - {}
            """);

    assertThat(view.createdAtMillis()).isEqualTo(SINCE);
    assertThat(view.status())
        .isEqualTo(
            new NodeStatusView(
                false,
                -1,
                110,
                100,
                Map.of(
                    "Ready",
                    new StatusCondition(Truth.UNKNOWN, "NodeStatusUnknown", SINCE),
                    "DiskPressure",
                    new StatusCondition(Truth.TRUE, "", -1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {unschedulable: true}                                           | true  | -1
          {unschedulable: true, taints: [null, {}]}                       | true  | -1
          {unschedulable: true, taints: [{key: node.kubernetes.io/unschedulable, timeAdded: "2026-01-02T03:04:05Z"}]} | true | 1767323045000
          {taints: [{key: karpenter.sh/disrupted, timeAdded: "2026-01-02T03:04:05Z"}, {key: node.kubernetes.io/unschedulable, timeAdded: "2026-01-02T04:04:05Z"}]} | true | 1767323045000
          {taints: [{key: ToBeDeletedByClusterAutoscaler, value: "1767323045"}]} | true | 1767323045000
          {taints: [{key: ToBeDeletedByClusterAutoscaler, value: soon}]}  | true  | -1
          {taints: [{key: node.kubernetes.io/not-ready, timeAdded: "2026-01-02T03:04:05Z"}]} | false | -1
          {unschedulable: false}                                          | false | -1
          """)
  void knowsACordonedNodeAndSinceWhen(String spec, boolean cordoned, long since) {
    NodeStatusView status = read("spec: " + spec).status();

    assertThat(status.cordoned()).isEqualTo(cordoned);
    assertThat(status.cordonedSinceMillis()).isEqualTo(since);
  }

  @Test
  void takesAnAmountThatIsNoneForNothing() {
    Map<String, Quantity> strange =
        Map.of(
            "cpu", new Quantity("many"),
            "memory", new Quantity("-1"),
            "nvidia.com/gpu", new Quantity("99999999999E"));

    assertThat(Quantities.compute(strange)).isEqualTo(ComputeAmounts.NONE);
    assertThat(Quantities.compute(Map.of("cpu", new Quantity("0.0000000019"))))
        .isEqualTo(new ComputeAmounts(1, 0, 0));
  }

  private static NodeView read(String yaml) {
    return NodeReader.read(new KubernetesSerialization().unmarshal("---\n" + yaml, Node.class));
  }
}
