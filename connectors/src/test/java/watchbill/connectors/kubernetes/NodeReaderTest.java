package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeReaderTest {
  private static final long GIB = 1L << 30;

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
}
