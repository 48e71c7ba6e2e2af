package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.cli.doctor.KubernetesCheck.Wanted;
import watchbill.connectors.config.ConfigFile;

class WantedRightsTest {
  private static List<Wanted> wanted(String config) {
    return WantedRights.of(
        RunConfig.of(ConfigFile.parse("config", config, Path.of("."), _ -> null), Map.of()));
  }

  @Test
  void asksForTheWholeClusterWhereAllOfItIsWatched() {
    assertThat(wanted("{}"))
        .contains(
            new Wanted("kubernetes", "list", "", "pods", ""),
            new Wanted("kubernetes", "watch", "", "pods", ""),
            new Wanted("kubernetes_deployments", "watch", "apps", "deployments", ""),
            new Wanted("kubernetes_metrics", "list", "metrics.k8s.io", "pods", ""))
        .noneMatch(one -> one.source().equals("kubelet"));
  }

  @Test
  void asksForEachNamespaceWhereSomeAreWatched() {
    assertThat(wanted("{kubernetes: {namespaces: [acme, globex], events: false}}"))
        .contains(
            new Wanted("kubernetes", "list", "", "pods", "acme"),
            new Wanted("kubernetes", "list", "", "pods", "globex"),
            new Wanted("kubernetes_nodes", "list", "", "nodes", ""))
        .noneMatch(one -> one.source().equals("kubernetes_events"))
        .doesNotContain(new Wanted("kubernetes", "list", "", "pods", ""));
  }

  @Test
  void asksForNothingWithoutACluster() {
    assertThat(wanted("{kubernetes: {enabled: false}}")).isEmpty();
  }
}
