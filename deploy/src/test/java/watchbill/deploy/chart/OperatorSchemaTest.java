package watchbill.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The operator's own definitions take what the chart and the manifests give it.
class OperatorSchemaTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String VALUES =
      """
      metrics:
        scrape: serviceMonitor
        scheme: https
        labels: {release: prometheus}
        endpoint:
          tlsConfig: {ca: {secret: {name: ca, key: ca.crt}}, serverName: watchbill}
          basicAuth: {username: {name: login, key: user}, password: {name: login, key: password}}
      secrets: {web: web-config}
      rules: {enabled: true}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"servicemonitors, ServiceMonitor", "prometheusrules, PrometheusRule"})
  void takesTheObjects(String plural, String kind) throws IOException {
    CustomResource schema = CustomResource.of(plural);
    JsonNode rendered = only(kind, Chart.rendered(VALUES, folder));
    assertThat(schema.errors(rendered)).isEmpty();
    Path committed =
        Chart.FOLDER.resolveSibling("manifests/operator/" + kind.toLowerCase(Locale.ROOT) + ".yaml");
    assertThat(schema.errors(only(kind, Files.readString(committed)))).isEmpty();
  }

  @Test
  void refusesWhatTheOperatorDoesNotKnow() throws IOException {
    JsonNode monitor = only("ServiceMonitor", Chart.rendered(VALUES, folder));
    ObjectNode endpoint = (ObjectNode) monitor.at("/spec/endpoints/0");
    endpoint.put("honor_labels", true).put("interval", "often");
    assertThat(CustomResource.of("servicemonitors").errors(monitor)).hasSize(2);
  }

  private static JsonNode only(String kind, String text) throws IOException {
    for (String document : text.split("(?m)^---$", -1)) {
      if (document.contains("kind: " + kind + "\n")) {
        return YAML.readTree(document);
      }
    }
    throw new AssertionError("want a " + kind + ", have none");
  }
}
