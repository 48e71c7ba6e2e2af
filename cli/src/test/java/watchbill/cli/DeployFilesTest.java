package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.connectors.config.ConfigFile;
import watchbill.deploy.chart.Chart;
import watchbill.deploy.examples.StrictObjects;
import watchbill.metrics.generated.GeneratedFile;

/// What is generated of `deploy/` is what is committed, and the manifests say what the chart says.
class DeployFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("watchbill.root"));
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir Path folder;

  static List<GeneratedFile> files() {
    return DeployFiles.all(RunConfig.none(Map.of()), "");
  }

  @ParameterizedTest
  @MethodSource("files")
  void areTheCommittedOnes(GeneratedFile file) throws IOException {
    Path committed = ROOT.resolve(file.path());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, file.text());
    }
    assertThat(file.text()).isEqualTo(Files.readString(committed));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}
          {kubernetes: {enabled: false}}
          {kubernetes: {events: false}, cluster: {workloads: false}, volumes: {claims: false}}
          {kubernetes: {namespaces: [acme, zeta]}, cluster: {nodes: false, disruption: false}}
          {kubernetes: {namespaces: [acme], clusterRights: false}}
          {kubernetes: {selector: app=agent}, usage: {from: kubelet}, gpu: {dcgm: {discover: false}}}
          {kubernetes: {namespaces: [acme], selector: app=agent}, usage: {from: "off"}}
          {kubernetes: {namespaces: [acme]}, infrastructure: {currency: USD, rates: {cpu: 1, memory: 1}}}
          {cluster: {nodes: false, disruption: false, autoscaling: false}, gpu: {dcgm: {discover: false}}}
          {nats: {url: "tls://nats.nats:4222", credentials: /etc/watchbill/nats/nats.creds}}
          {http: {webConfigFile: /etc/watchbill/web/web-config.yml}, kafka: {properties: /etc/watchbill/kafka/client.properties}}
          """)
  void sayWhatTheChartSays(String text) throws IOException {
    ObjectNode config = (ObjectNode) YAML.readTree(text);
    if (!config.has("nats")) {
      config.putObject("nats").put("url", "nats://nats.nats:4222");
    }
    String file = YAML.writeValueAsString(config);
    RunConfig read = RunConfig.of(ConfigFile.parse("test", file, folder, _ -> null), Map.of());
    List<GeneratedFile> files = DeployFiles.all(read, file);
    for (boolean split : new boolean[] {false, true}) {
      ObjectNode values = YAML.createObjectNode().put("mode", split ? "split" : "all-in-one");
      values.set("config", config);
      ObjectNode secrets = values.putObject("secrets");
      for (String kind : List.of("nats", "kafka", "web")) {
        if (file.contains("/etc/watchbill/" + kind + "/")) {
          secrets.put(kind, "watchbill-" + kind);
        }
      }
      Map<String, JsonNode> chart = objects(Chart.rendered(values.toString(), folder));
      Map<String, JsonNode> manifests = new TreeMap<>();
      for (GeneratedFile one : files) {
        String base = split ? "deploy/manifests/split/" : "deploy/manifests/";
        if (one.path().startsWith(base)
            && one.path().indexOf('/', base.length()) < 0
            && !one.path().endsWith("kustomization.yaml")
            && !one.path().endsWith("namespace.yaml")) {
          manifests.putAll(objects(one.text()));
        }
      }
      assertThat(chart.keySet()).isEqualTo(manifests.keySet());
      manifests.forEach((name, object) -> assertThat(chart.get(name)).as(name).isEqualTo(object));
    }
  }

  /// By kind, namespace and name; without what is the packager's and not Watchbill's.
  private static Map<String, JsonNode> objects(String text) throws IOException {
    Map<String, JsonNode> objects = new TreeMap<>();
    for (HasMetadata object : StrictObjects.of(text)) {
      JsonNode tree = YAML.valueToTree(object);
      ObjectNode labels = (ObjectNode) tree.at("/metadata/labels");
      labels.remove(
          List.of("helm.sh/chart", "app.kubernetes.io/managed-by", "app.kubernetes.io/version"));
      if (tree.at("/spec/template/metadata/annotations") instanceof ObjectNode annotations) {
        assertThat(annotations.remove("checksum/config").asText()).matches("[0-9a-f]{64}");
      }
      if (tree.at("/data/watchbill.yaml").isTextual()) {
        JsonNode config = YAML.readTree(tree.at("/data/watchbill.yaml").asText());
        ((ObjectNode) tree.get("data")).set("watchbill.yaml", config);
      }
      objects.put(
          object.getKind()
              + " "
              + object.getMetadata().getNamespace()
              + " "
              + object.getMetadata().getName(),
          tree);
    }
    return objects;
  }
}
