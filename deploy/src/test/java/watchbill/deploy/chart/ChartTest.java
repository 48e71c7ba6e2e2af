package watchbill.deploy.chart;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.deploy.examples.StrictObjects;
import watchbill.deploy.manifests.Installation;

/// The chart under Helm. With `-Dchart.combinations=all` each combination of all main switches is
/// rendered; without, so many that each two settings meet.
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
    List<List<String>> switches = List.of(MODES, SCRAPES, SECRETS, RIGHTS, NETWORKS, COPIES);
    List<List<String>> combinations =
        "all".equals(System.getProperty("chart.combinations"))
            ? Combinations.all(switches)
            : Combinations.pairwise(switches);
    for (List<String> combination : combinations) {
      String values = String.join("\n", combination) + "\n";
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
      quoteCharacter = '`',
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
          config: {nats: {nkey: SUAB}}             | config/nats/nkey
          config: {nats: {token: {value: letmein}}} | config/nats/token
          config: {nats: {url: 'nats://me:letmein@n:4222'}} | config/nats/url
          config: {nats: {url: ['nats://n:4222', 'letmein@n:4222']}} | config/nats/url/1
          config: {doctor: {grafana: {url: 'http://me:letmein@g'}}} | config/doctor/grafana/url
          config: {doctor: {grafana: {token: letmein}}} | config/doctor/grafana/token
          config: {intake: {tokens: [{token: letmein}]}} | config/intake/tokens/0/token
          config: {replication: {stores: [{password: letmein}]}} | config/replication/stores/0/password
          config: {kubernetes: {namespaces: [a, a]}} | config/kubernetes/namespaces
          config: null                             | config
          config: {http: {port: 8080}}             | config.http.port: want 9464
          config: {http: {host: 127.0.0.1}}        | config.http.host: want 0.0.0.0 or ::
          {intake: {expose: true}, config: {intake: {host: 0.0.0.0, port: 80}}} | config.intake.port: want 4318
          rules: {text: 'groups: []'}              | rules.text: want a PrometheusRule
          rules: {text: none}                      | rules.text: want a PrometheusRule
          alertmanagerConfig: {text: 'route: {}'}  | alertmanagerConfig.text: want an AlertmanagerConfig
          fullnameOverride: 1st                    | fullnameOverride
          fullnameOverride: a.b                    | fullnameOverride
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
  void namesTheVersionThatIsBuilt() throws IOException {
    Path root = Chart.FOLDER.resolve("../..");
    assertThat(Files.readString(root.resolve("pom.xml")))
        .containsOnlyOnce("<version>" + Installation.VERSION + "</version>\n  <packaging>pom");
    assertThat(Files.readString(root.resolve("deploy/compose/compose.yaml")))
        .contains(":-" + Installation.IMAGE + "}");
  }

  @Test
  void takesEverySectionOfTheConfiguration() throws IOException {
    String page = Files.readString(Chart.FOLDER.resolve("../../docs/configuration.md"));
    Matcher section = Pattern.compile("(?m)^([a-z]+):").matcher(page.split("```", 3)[1]);
    JsonNode taken =
        new ObjectMapper()
            .readTree(Chart.FOLDER.resolve("values.schema.json").toFile())
            .at("/properties/config/properties");
    assertThat(section.results().map(found -> found.group(1)))
        .hasSizeGreaterThan(15)
        .allSatisfy(name -> assertThat(taken.has(name)).as(name).isTrue());
  }

  @Test
  void logsInToNatsByTheSecretUnlessACertificateDoes() throws IOException {
    String values =
        """
        secrets: {nats: login}
        config: {nats: {url: "tls://n:4222", tls: {authority: /etc/watchbill/nats/ca.pem%s}}}
        """;
    assertThat(Chart.rendered(values.formatted(""), folder))
        .contains("credentials: /etc/watchbill/nats/nats.creds");
    assertThat(Chart.rendered(values.formatted(", certificate: c.pem, key: k.pem"), folder))
        .doesNotContain("credentials:");
  }

  @ParameterizedTest
  @CsvSource({
    "7.of, w-7-of-watchbill-processor",
    "a-release-whose-name-is-as-long-as-helm-will-have-it, "
        + "a-release-whose-name-is-as-long-as-helm-wi-processor",
    "watchbill, watchbill-processor"
  })
  void givesNamesThatKubernetesTakes(String release, String name) throws IOException {
    String values = "mode: split\nconfig: {nats: {url: \"nats://n:4222\"}}\n";
    assertThat(StrictObjects.of(Chart.rendered(release, "bill", values, folder)))
        .filteredOn(object -> object instanceof StatefulSet)
        .singleElement()
        .extracting(ChartTest::name, as(InstanceOfAssertFactories.STRING))
        .isEqualTo(name)
        .hasSizeLessThanOrEqualTo(52);
  }

  @Test
  void keepsNamesThatLookLikeNumbersOrTruth() throws IOException {
    String values =
        """
        secrets: {nats: "1e3", web: "true"}
        serviceAccount: {create: false, name: "0123"}
        state: {storageClass: "on"}
        priorityClassName: "null"
        imagePullSecrets: ["12"]
        config: {kubernetes: {namespaces: ["404"], clusterRights: false}}
        """;
    String rendered = Chart.rendered("1.5", "42", values, folder);
    assertThat(StrictObjects.of(rendered)).isNotEmpty();
    assertThat(rendered)
        .contains("secretName: \"1e3\"", "secretName: \"true\"", "storageClassName: \"on\"")
        .contains("priorityClassName: \"null\"", "name: \"12\"", "namespace: \"404\"")
        .contains("serviceAccountName: \"0123\"", "namespace: \"42\"");
  }

  @Test
  void sharesNoNameWithTheSameReleaseOfAnotherNamespace() throws IOException {
    assertThat(clusterNames("blue")).isNotEmpty().doesNotContainAnyElementsOf(clusterNames("red"));
  }

  private List<String> clusterNames(String namespace) throws IOException {
    return StrictObjects.of(Chart.rendered("watchbill", namespace, "{}", folder)).stream()
        .filter(object -> namespace(object).isEmpty())
        .map(object -> object.getKind() + "/" + name(object))
        .toList();
  }

  @Test
  void sharesNoNameWithAnotherReleaseOfItsNamespace() throws IOException {
    String values =
        """
        rules: {enabled: true}
        alertmanagerConfig: {enabled: true}
        boards: {as: grafanaDashboards}
        metrics: {scrape: serviceMonitor}
        """;
    assertThat(named("blue", values))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(named("red", values));
  }

  private List<String> named(String release, String values) throws IOException {
    String rendered = Chart.rendered(release, "bill", values, folder);
    assertThat(rendered).doesNotContain("configMapRef:\n    name: watchbill-");
    return StrictObjects.of(withoutBoards(rendered)).stream()
        .map(object -> object.getKind() + "/" + name(object))
        .toList();
  }

  @Test
  void letsItsDefaultsBeSaidOtherwiseWithoutSayingThemTwice() throws IOException {
    String values =
        """
        metrics: {scrape: serviceMonitor, endpoint: {interval: 5s, honorLabels: false}}
        podLabels: {app.kubernetes.io/name: other, team: blue}
        """;
    String rendered = Chart.rendered(values, folder);
    assertThat(rendered).containsOnlyOnce("interval:").contains("interval: 5s");
    assertThat(StrictObjects.of(rendered))
        .filteredOn(object -> object instanceof StatefulSet)
        .singleElement()
        .satisfies(set ->
            assertThat(((StatefulSet) set).getSpec().getTemplate().getMetadata().getLabels())
                .containsEntry("team", "blue")
                .containsEntry("app.kubernetes.io/name", "watchbill")); // the selector's
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
      case StatefulSet set -> {
        assertThat(set.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
        isRestricted(set.getSpec().getTemplate());
      }
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
      case Service service -> assertThat(service.getSpec().getPublishNotReadyAddresses()).isTrue();
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

  private static String namespace(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return namespace == null ? "" : namespace;
  }

  private static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
