package watchbill.exporter.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.Recorded;
import watchbill.connectors.real.SharedData;
import watchbill.exporter.cluster.SeenCluster;

/// What is shown of nodes that were taken from real clusters.
@Tag("endtoend")
class RealNodesTest {
  private static final Path GOLDEN =
      Path.of(
          System.getProperty("watchbill.root"),
          "exporter/src/test/resources/watchbill/exporter/nodes/real-nodes.txt");

  @Test
  void showsWhatAPersonReads() throws IOException {
    SeenCluster cluster = SeenCluster.empty();
    try (InputStream in = Files.newInputStream(SharedData.file("kubernetes/nodes.json"))) {
      for (NodeView node : Recorded.nodes(in)) {
        cluster.node(node);
      }
    }
    String shown = cluster.tick(SeenCluster.START).lines("agent_node_");

    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, shown);
    }
    assertThat(shown).isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
  }
}
