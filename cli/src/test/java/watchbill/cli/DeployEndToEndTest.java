package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.deploy.examples.StrictObjects;

/// What is in `deploy/` works with the programs that it is for.
@Tag("endtoend")
class DeployEndToEndTest {
  private static final Path DEPLOY = Path.of(System.getProperty("watchbill.root"), "deploy");

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void prometheusTakesItsConfigurationWithTheRules() throws Exception {
    Process promtool =
        new ProcessBuilder(
                "promtool", "check", "config", DEPLOY.resolve("prometheus/prometheus.yml") + "")
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
    assertThat(said).contains("rule files found", "rules found");
  }

  /// The packaged process with the roles of the manifests, and with one verb less.
  @Test
  void worksWithItsRightsAndNamesTheOneThatItLacks() throws Exception {
    List<HasMetadata> roles =
        StrictObjects.of(DEPLOY.resolve("manifests/rbac.yaml")).stream()
            .filter(object -> object instanceof ClusterRole)
            .toList();
    List<HasMetadata> less =
        StrictObjects.of(DEPLOY.resolve("manifests/rbac.yaml")).stream()
            .filter(object -> object instanceof ClusterRole)
            .toList();
    ((ClusterRole) less.getFirst())
        .getRules().stream()
            .filter(rule -> rule.getResources().contains("deployments"))
            .forEach(rule -> rule.setVerbs(List.of("list")));
    try (GatedApi api = new GatedApi()) {
      api.allow("whole", roles);
      api.allow("less", less);
      api.kubectl().resource(OneNode.node()).create();
      api.kubectl().resource(OneNode.pod("ada", Map.of("watchbill.io/agent", "ada"))).create();
      try (WatchbillProcess whole = run(api, "whole");
          WatchbillProcess lacking = run(api, "less")) {
        heard(whole, 9, "");
        heard(lacking, 8, "want the right to watch deployments.apps, have HTTP 403");
        assertThat(lacking.get("/metrics").body())
            .contains("watchbill_source_up{source=\"kubernetes_deployments\"} 0");
      }
      assertThat(api.refusals()).isNotEmpty().allMatch(refusal -> refusal.startsWith("less:"));
    }
  }

  private static void heard(WatchbillProcess process, int sources, String words) {
    process.await("/-/healthy", 200, SOON);
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          assertThat(process.get("/metrics").body().lines())
              .filteredOn(line ->
                  line.startsWith("watchbill_source_up{source=\"kubernetes") && line.endsWith(" 1"))
              .hasSize(sources);
          assertThat(process.get("/-/ready").body()).contains(words);
        });
  }

  private WatchbillProcess run(GatedApi api, String token) throws IOException {
    Path own = Files.createDirectory(folder.resolve(token));
    int port = WatchbillProcess.freePort();
    Path config =
        Files.writeString(
            own.resolve("watchbill.yaml"),
            "{http: {host: 127.0.0.1, port: %d}, intake: {enabled: off}, checkpoint: {directory: %s}}"
                .formatted(port, own.resolve("state")));
    return WatchbillProcess.start(
        own.resolve("log"),
        port,
        Map.of("KUBECONFIG", OneNode.kubeconfig(api.url(), own, token).toString()),
        "run",
        "--config",
        config.toString());
  }
}
