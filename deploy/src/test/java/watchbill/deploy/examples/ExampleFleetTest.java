package watchbill.deploy.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExampleFleetTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void hasOnlyKeysThatKubernetesKnows() {
    assertThat(objects("fleet")).hasSizeGreaterThan(15);
    assertThat(objects("nats")).hasSize(5);
    assertThat(StrictObjects.of(ExampleFolder.of("../autoscaling/hpa.yaml"))).hasSize(1);
  }

  @Test
  void readsObjectsAsStrictlyAsThat(@TempDir Path folder) throws IOException {
    Path wrong = folder.resolve("wrong.yaml");
    String text = Files.readString(ExampleFolder.of("fleet/tools.yaml"));
    Files.writeString(wrong, text.replace("automountServiceAccountToken", "automountToken"));
    assertThatThrownBy(() -> StrictObjects.of(wrong)).hasMessageContaining("automountToken");
  }

  @Test
  void namesInTheKustomizationWhatIsThere() throws IOException {
    for (String folder : List.of("fleet", "nats")) {
      JsonNode kustomization = kustomization(folder);
      List<JsonNode> files = new ArrayList<>();
      kustomization.path("resources").forEach(files::add);
      kustomization.path("configMapGenerator").path(0).path("files").forEach(files::add);
      assertThat(files)
          .extracting(JsonNode::asText)
          .filteredOn(name -> !name.startsWith("keys"))
          .allSatisfy(name -> assertThat(ExampleFolder.of(folder).resolve(name)).exists());
    }
  }

  @Test
  void givesTheServersEachFileThatAnotherIncludes() throws IOException {
    List<String> given = new ArrayList<>();
    kustomization("nats")
        .path("configMapGenerator")
        .path(0)
        .path("files")
        .forEach(file -> given.add(file.asText()));
    for (String file :
        List.of("nats.conf", "tenants.conf", "tenant-acme.conf", "tenant-globex.conf")) {
      Files.readString(ExampleFolder.of("nats/" + file))
          .lines()
          .filter(line -> line.strip().startsWith("include "))
          .map(line -> line.strip().replaceAll("include \"(.*)\"", "$1"))
          .forEach(included -> assertThat(given).contains(included));
    }
  }

  @Test
  void letsOnePodOfEachWorkloadGoAtATime() {
    for (PodDisruptionBudget budget : all(PodDisruptionBudget.class)) {
      assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
    }
  }

  @Test
  void runsNothingAsRootAndLetsNothingRise() {
    for (PodTemplateSpec pod : pods().values()) {
      assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSpec().getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getSpec().getContainers())
          .allSatisfy(container -> {
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
            assertThat(container.getSecurityContext().getCapabilities().getDrop()).contains("ALL");
            assertThat(container.getResources().getLimits()).containsKey("memory");
          });
    }
  }

  @Test
  void hasAKeyForEveryPodThatTheAutoscalerMayMake() throws IOException {
    String tenant = Files.readString(ExampleFolder.of("nats/tenant-acme.conf"));
    HorizontalPodAutoscaler scaler =
        (HorizontalPodAutoscaler)
            StrictObjects.of(ExampleFolder.of("../autoscaling/hpa.yaml")).getFirst();
    assertThat(pods()).containsKey(scaler.getSpec().getScaleTargetRef().getName());
    for (int i = 0; i < scaler.getSpec().getMaxReplicas(); i++) {
      assertThat(tenant)
          .contains("{nkey: $acme_backend-" + i, "\"agents.acme.backend-" + i + ".activity\"");
    }
  }

  @Test
  void showsEachPodItsOwnKeyAlone() {
    for (String agents : List.of("backend", "inference")) {
      var mounts =
          pod(agents).getSpec().getContainers().stream()
              .flatMap(container -> container.getVolumeMounts().stream())
              .filter(mount -> mount.getName().equals("nats-keys"))
              .toList();
      assertThat(mounts).hasSize(1);
      assertThat(mounts.getFirst().getSubPathExpr()).isEqualTo("acme_$(POD_NAME).nk");
    }
  }

  @Test
  void keepsTheTiersApart() {
    List<NetworkPolicy> policies =
        new ArrayList<>(
            StrictObjects.of(ExampleFolder.of("fleet/network-policies.yaml")).stream()
                .map(NetworkPolicy.class::cast)
                .toList());
    policies.forEach(policy -> policy.getMetadata().setNamespace("acme"));
    all("nats", NetworkPolicy.class)
        .forEach(policy -> {
          policy.getMetadata().setNamespace("nats");
          policies.add(policy);
        });
    Traffic traffic = new Traffic(policies);
    Traffic.End agent = end("acme", "backend");
    Traffic.End gpu = end("acme", "inference");
    Traffic.End memory = end("acme", "memory-spine");
    Traffic.End tools = end("acme", "tools");
    Traffic.End nats = end("nats", "nats");
    Traffic.End rival = new Traffic.End("globex", agent.labels());
    Traffic.End watchbill =
        new Traffic.End("watchbill", Map.of("app.kubernetes.io/name", "watchbill"));
    Traffic.End prometheus =
        new Traffic.End("monitoring", Map.of("app.kubernetes.io/name", "prometheus"));

    assertThat(traffic.allowed(agent, memory, 8788)).isTrue();
    assertThat(traffic.allowed(agent, tools, 8090)).isTrue();
    assertThat(traffic.allowed(agent, gpu, 8080)).isTrue();
    assertThat(traffic.allowed(agent, nats, 4222)).isTrue();
    assertThat(traffic.allowed(agent, Traffic.End.WORLD, 443)).isTrue();
    assertThat(traffic.allowed(tools, Traffic.End.WORLD, 443)).isTrue();
    assertThat(traffic.allowed(memory, memory, 8789)).isTrue();
    assertThat(traffic.allowed(watchbill, nats, 4222)).isTrue();
    assertThat(traffic.allowed(prometheus, agent, 9090)).isTrue();

    assertThat(traffic.allowed(tools, memory, 8788)).isFalse();
    assertThat(traffic.allowed(tools, nats, 4222)).isFalse();
    assertThat(traffic.allowed(memory, agent, 8080)).isFalse();
    assertThat(traffic.allowed(memory, Traffic.End.WORLD, 443)).isFalse();
    assertThat(traffic.allowed(agent, memory, 8789)).isFalse();
    assertThat(traffic.allowed(agent, nats, 6222)).isFalse();
    assertThat(traffic.allowed(rival, agent, 8080)).isFalse();
    assertThat(traffic.allowed(rival, memory, 8788)).isFalse();
    assertThat(traffic.allowed(Traffic.End.WORLD, agent, 8080)).isFalse();
  }

  private static Traffic.End end(String namespace, String workload) {
    return new Traffic.End(namespace, pod(workload).getMetadata().getLabels());
  }

  private static PodTemplateSpec pod(String workload) {
    PodTemplateSpec pod = pods().get(workload);
    if (pod == null) {
      throw new IllegalStateException("no workload " + workload);
    }
    return pod;
  }

  private static Map<String, PodTemplateSpec> pods() {
    Map<String, PodTemplateSpec> pods = new LinkedHashMap<>();
    all(StatefulSet.class)
        .forEach(set -> pods.put(set.getMetadata().getName(), set.getSpec().getTemplate()));
    all(Deployment.class)
        .forEach(set -> pods.put(set.getMetadata().getName(), set.getSpec().getTemplate()));
    return pods;
  }

  private static <T> List<T> all(Class<T> kind) {
    List<T> all = new ArrayList<>(all("fleet", kind));
    all.addAll(all("nats", kind));
    return all;
  }

  private static <T> List<T> all(String folder, Class<T> kind) {
    return objects(folder).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<HasMetadata> objects(String folder) {
    try (var files = Files.list(ExampleFolder.of(folder))) {
      List<HasMetadata> objects = new ArrayList<>();
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .sorted()
          .forEach(file -> objects.addAll(StrictObjects.of(file)));
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode kustomization(String folder) throws IOException {
    Path file = ExampleFolder.of(folder).resolve("kustomization.yaml");
    return YAML.readTree(Files.readString(file));
  }
}
