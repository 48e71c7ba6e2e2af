package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.real.SharedData;

/// Nodes that were taken from real clusters, and what a person reads in them.
@Tag("endtoend")
class RealNodesTest {
  @Test
  void readsWhatAPersonReads() throws IOException {
    List<String> read = new ArrayList<>();
    try (InputStream in = Files.newInputStream(SharedData.file("kubernetes/nodes.json"))) {
      for (Node node : new KubernetesSerialization().unmarshal(in, NodeList.class).getItems()) {
        NodeView view = NodeReader.read(node);
        read.add(
            "%s: %s %s, %d mCPU of %d, %d MiB of %d, %d GPUs %s"
                .formatted(
                    view.name(),
                    view.pool(),
                    view.instanceType(),
                    view.allocatable().nanocores() / 1_000_000,
                    view.capacity().nanocores() / 1_000_000,
                    view.allocatable().memoryBytes() >> 20,
                    view.capacity().memoryBytes() >> 20,
                    view.capacity().gpus(),
                    view.gpuProduct()));
      }
    }

    assertThat(read)
        .containsExactly(
            "repldev-marc:  , 8000 mCPU of 8000, 30049 MiB of 30149, 0 GPUs ",
            "biggernode-3i745: biggernode g-8vcpu-32gb, 8000 mCPU of 8000, 29222 MiB of 32169,"
                + " 0 GPUs ",
            "pool-yd23sqk7u-3i7i7: pool-yd23sqk7u s-2vcpu-4gb, 2000 mCPU of 2000, 3110 MiB of 3946,"
                + " 0 GPUs ",
            "pool-yd23sqk7u-3i7it: pool-yd23sqk7u s-2vcpu-4gb, 2000 mCPU of 2000, 3110 MiB of 3946,"
                + " 0 GPUs ",
            "pool-yd23sqk7u-3i7v3: pool-yd23sqk7u s-2vcpu-4gb, 2000 mCPU of 2000, 3110 MiB of 3946,"
                + " 0 GPUs ",
            "smallnode-3i74t: smallnode s-1vcpu-2gb, 1000 mCPU of 1000, 1574 MiB of 1995, 0 GPUs ",
            "ip-172-31-21-92:  , 1000 mCPU of 1000, 15688 MiB of 15788, 1 GPUs Tesla-T4");
  }
}
