package watchbill.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.deploy.examples.StrictObjects;
import watchbill.deploy.manifests.Installation;

/// The chart under Helm. With `-Dchart.combinations=all` each combination of all main switches is
/// rendered; without, each of those that work on the same objects.
class ChartTest {
  private static final List<String> MODES = List.of("mode: all-in-one", "mode: split");
  private static final List<String> SCRAPES =
      List.of(
          "metrics: {scrape: annotations, scheme: SCHEME}",
          "metrics: {scrape: serviceMonitor, scheme: SCHEME, labels: {release: prometheus}}",
          "metrics: {scrape: none, scheme: SCHEME}");
  private static final List<String> SECRETS =
      List.of(
          "probes: http",
          "secrets: {nats: nats-login, kafka: kafka-login, web: web-config}\nprobes: tcp");
  private static final List<String> RIGHTS =
      List.of(
          "config: {nats: {url: \"nats://n:4222\"}}",
          "config: {nats: {url: \"nats://n:4222\"},"
              + " kubernetes: {namespaces: [a, b], clusterRights: false}}",
          "config: {nats: {url: \"nats://n:4222\"}, intake: {host: 0.0.0.0,"
              + " webConfigFile: /etc/watchbill/intake/web-config.yml}}\n"
              + "intake: {expose: true}",
          "config: {nats: {url: \"nats://n:4222\"}, kubernetes: {enabled: false}}");
  private static final List<String> NETWORKS =
      List.of(
          "networkPolicy: {enabled: true}\ndisruptionBudget: {enabled: false}",
          "networkPolicy: {enabled: false}\ndisruptionBudget: {enabled: true}");
  private static final List<String> COPIES =
      List.of(
          "boards: {as: none}\nrules: {enabled: true}",
          "boards: {as: configMaps}\nalertmanagerConfig: {enabled: true}",
          "boards: {as: grafanaDashboards}\nrules: {enabled: true}\n"
              + "alertmanagerConfig: {enabled: true}",
          "boards: {as: none}");

  @TempDir Path folder;

  @Test
  void lints() {
    LintResult result = Chart.lint();
    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @Test
  void rendersEveryCombinationOfItsMainSwitches() throws IOException {
    List<List<String>> switches = List.of(MODES, SCRAPES, SECRETS, RIGHTS, NETWORKS);
    List<String> combinations = new ArrayList<>(product(switches));
    if ("all".equals(System.getProperty("chart.combinations"))) {
      List<List<String>> all = new ArrayList<>(switches);
      all.add(COPIES);
      combinations = product(all);
    } else {
      combinations.addAll(product(List.of(MODES, List.of(RIGHTS.getFirst()), COPIES)));
    }
    for (String values : combinations) {
      String scheme = values.contains("web: web-config") ? "https" : "http";
      String text = values.replace("SCHEME", scheme);
      List<HasMetadata> objects = StrictObjects.of(withoutBoards(Chart.rendered(text, folder)));
      assertThat(objects)
          .as(text)
          .allSatisfy(ChartTest::isSafe)
          .extracting(object -> object.getKind() + "/" + namespace(object) + "/" + name(object))
          .doesNotHaveDuplicates();
      assertThat(kinds(objects)).as(text).containsAllEntriesOf(expected(text));
    }
    System.out.println("chart: " + combinations.size() + " combinations rendered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mode: both                               | mode
          mod: split                               | mod
          exporter: {replicas: 0}                  | exporter/replicas
          image: {digest: latest}                  | image/digest
          image: {pullPolicy: Sometimes}           | image/pullPolicy
          state: {deletionPolicy: maybe}           | state/deletionPolicy
          state: {size: much}                      | state/size
          metrics: {scrape: push}                  | metrics/scrape
          metrics: {interval: 15}                  | metrics/interval
          networkPolicy: {ports: [0]}              | networkPolicy/ports/0
          networkPolicy: {ports: []}               | networkPolicy/ports
          secrets: {nats: {user: me}}              | secrets/nats
          resources: {limits: {memory: lots}}      | resources/limits/memory
          config: {usage: {from: everybody}}       | config/usage/from
          config: {kubernets: {enabled: false}}    | config
          config: {kubernetes: {namespaces: acme}} | config/kubernetes/namespaces
          config: {checkpoint: {directory: /tmp}}  | config/checkpoint
          config: {nats: {password: letmein}}      | config/nats/password
          config: {kubernetes: {clusterRights: false}} | config.kubernetes.namespaces: want the namespaces
          mode: split                              | config.nats.url: want nats://host:4222
          intake: {expose: true}                   | config.intake.host: want 0.0.0.0
          {intake: {expose: true}, config: {intake: {host: 0.0.0.0}}} | config.intake.tokens: want tokens
          metrics: {scheme: https}                 | secrets.web: want the Secret
          serviceAccount: {create: false}          | serviceAccount.name: want the account
          """)
  void refusesWhatMakesNoSenseAndSaysWhere(String values, String where) {
    assertThatThrownBy(() -> Chart.rendered(values, folder))
        .satisfies(refused ->
            assertThat(String.valueOf(refused.getMessage()).replace("(root)", "").replace('.', '/'))
                .contains(where.replace('.', '/')));
  }

  @Test
  void namesTheVersionOfTheManifests() throws IOException {
    assertThat(Files.readString(Chart.FOLDER.resolve("Chart.yaml")))
        .contains("\nappVersion: " + Installation.VERSION + "\n");
  }

  @Test
  void explainsEveryValue() throws IOException {
    List<String> lines = Files.readAllLines(Chart.FOLDER.resolve("values.yaml"));
    List<String> unexplained = new ArrayList<>();
    boolean block = false; // a comment explains what follows it up to an empty line
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      block = !line.isBlank() && (block || line.strip().startsWith("#"));
      boolean opens = line.endsWith(":");
      if (!line.isBlank() && !line.strip().startsWith("#") && !opens && !block) {
        unexplained.add(line);
      }
    }
    assertThat(unexplained).isEmpty();
  }

  /// Their kind is not in fabric8's model; the tests of the boards look at them.
  private static String withoutBoards(String rendered) {
    return Stream.of(rendered.split("\n---", -1))
        .filter(document -> !document.contains("kind: GrafanaDashboard"))
        .collect(Collectors.joining("\n---"));
  }

  private static Map<String, Long> expected(String values) {
    boolean split = values.contains("mode: split");
    long parts = split ? 2 : 1;
    boolean cluster = !values.contains("enabled: false}}") && !values.contains("clusterRights");
    return Map.of(
        "StatefulSet",
        1L,
        "Deployment",
        split ? 1L : 0L,
        "Service",
        parts,
        "PersistentVolumeClaim",
        1L,
        "ServiceAccount",
        parts,
        "ClusterRole",
        cluster ? parts : 0L,
        "Role",
        values.contains("clusterRights") ? 2 * parts : 0L,
        "ServiceMonitor",
        values.contains("serviceMonitor") ? 1L : 0L,
        "NetworkPolicy",
        values.contains("networkPolicy: {enabled: false") ? 0L : parts,
        "PodDisruptionBudget",
        values.contains("disruptionBudget: {enabled: false") ? 0L : parts);
  }

  private static Map<String, Long> kinds(List<HasMetadata> objects) {
    Map<String, Long> kinds =
        objects.stream()
            .collect(Collectors.groupingBy(HasMetadata::getKind, Collectors.counting()));
    for (String kind :
        List.of(
            "Deployment",
            "ClusterRole",
            "Role",
            "ServiceMonitor",
            "NetworkPolicy",
            "PodDisruptionBudget")) {
      kinds.putIfAbsent(kind, 0L);
    }
    return kinds;
  }

  private static void isSafe(HasMetadata object) {
    switch (object) {
      case StatefulSet set -> isRestricted(set.getSpec().getTemplate());
      case Deployment deployment -> isRestricted(deployment.getSpec().getTemplate());
      case ClusterRole role -> reads(role.getRules());
      case Role role -> reads(role.getRules());
      case PodDisruptionBudget budget -> {
        assertThat(budget.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1);
        assertThat(budget.getSpec().getUnhealthyPodEvictionPolicy()).isEqualTo("AlwaysAllow");
      }
      case PersistentVolumeClaim claim ->
          assertThat(claim.getMetadata().getAnnotations())
              .containsEntry("helm.sh/resource-policy", "keep");
      case Service service ->
          assertThat(service.getSpec().getPublishNotReadyAddresses()).isTrue();
      case NetworkPolicy policy ->
          assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
      default -> assertThat(object.getKind()).isNotEqualTo("Secret");
    }
  }

  /// https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
  private static void isRestricted(PodTemplateSpec pod) {
    assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSpec().getSecurityContext().getSeccompProfile().getType())
        .isEqualTo("RuntimeDefault");
    for (Container container : pod.getSpec().getContainers()) {
      assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
      assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(container.getResources().getLimits()).containsKey("memory");
    }
  }

  private static void reads(List<PolicyRule> rules) {
    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(rule -> {
          assertThat(rule.getVerbs()).isSubsetOf("get", "list", "watch");
          assertThat(rule.getResources()).doesNotContain("secrets", "configmaps", "*");
        });
  }

  private static List<String> product(List<List<String>> switches) {
    List<String> all = List.of("");
    for (List<String> one : switches) {
      List<String> more = new ArrayList<>();
      for (String before : all) {
        one.forEach(value -> more.add(before + value + "\n"));
      }
      all = more;
    }
    return all;
  }

  private static String namespace(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return namespace == null ? "" : namespace;
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
