package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is in `deploy/` works with the programs that it is for.
@Tag("endtoend")
class DeployEndToEndTest {
  private static final Path DEPLOY = Path.of(System.getProperty("watchbill.root"), "deploy");

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

  @Test
  void watchbillMayReadWhatItShowsAndNothingElse() throws IOException {
    List<String> rights = new ArrayList<>();
    YAMLMapper yaml = new YAMLMapper();
    try (MappingIterator<JsonNode> documents =
        yaml.readerFor(JsonNode.class).readValues(DEPLOY.resolve("manifests/rbac.yaml").toFile())) {
      while (documents.hasNext()) {
        for (JsonNode rule : documents.next().path("rules")) {
          rights.add(
              rule.path("apiGroups") + " " + rule.path("resources") + " " + rule.path("verbs"));
        }
      }
    }
    assertThat(rights)
        .containsExactly(
            "[\"\"] [\"pods\"] [\"list\",\"watch\"]",
            "[\"\"] [\"events\"] [\"list\",\"watch\"]",
            "[\"\"] [\"nodes\",\"persistentvolumeclaims\"] [\"list\",\"watch\"]",
            "[\"apps\"] [\"statefulsets\",\"deployments\"] [\"list\",\"watch\"]",
            "[\"policy\"] [\"poddisruptionbudgets\"] [\"list\",\"watch\"]",
            "[\"autoscaling\"] [\"horizontalpodautoscalers\"] [\"list\",\"watch\"]",
            "[\"metrics.k8s.io\"] [\"pods\"] [\"list\"]");
  }
}
