package watchbill.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.config.ConfigSection;

class ClusterConfigTest {
  @Test
  void showsEverythingUnlessToldOtherwise() {
    assertThat(ClusterConfig.of(ConfigFile.none()))
        .isEqualTo(
            new ClusterConfig(
                true, true, true, true, Set.of("kube-system", "kube-public", "kube-node-lease")));
  }

  @Test
  void readsEveryKey() {
    ConfigSection file =
        read(
            """
            cluster:
              workloads: false
              disruption: false
              autoscaling: false
              nodes: false
              sharedNamespaces: [inference]
            """);

    assertThat(ClusterConfig.of(file))
        .isEqualTo(new ClusterConfig(false, false, false, false, Set.of("inference")));
    file.refuseUnknown();
  }

  @Test
  void refusesWhatIsNoSwitch() {
    assertThatThrownBy(() -> ClusterConfig.of(read("cluster: {nodes: many}")))
        .hasMessageContaining("cluster.nodes: want ");
  }

  private static ConfigSection read(String yaml) {
    return ConfigFile.parse("test", yaml, Path.of("/"), _ -> null);
  }
}
