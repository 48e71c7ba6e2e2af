package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.kubernetes.Cluster;
import watchbill.connectors.kubernetes.ClusterAccess;
import watchbill.connectors.kubernetes.Right;
import watchbill.core.Activity;
import watchbill.core.ClusterFact;
import watchbill.core.port.ActivityIntake;
import watchbill.deploy.Part;
import watchbill.deploy.rights.Access;
import watchbill.deploy.rights.AccessObjects;
import watchbill.deploy.rights.SourceRights;
import watchbill.exporter.health.Readiness;
import watchbill.exporter.health.SourceHealth;

/// With the roles that are made for a configuration all of its sources are heard. Without any one
/// verb of them, exactly the sources that declare it are not, and say which verb is missing.
class RightsTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final GatedApi api = new GatedApi();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @BeforeEach
  void oneNode() {
    KubernetesClient kubectl = api.kubectl();
    kubectl.resource(OneNode.node()).create();
    kubectl.resource(OneNode.pod("ada", Map.of("watchbill.io/agent", "ada"))).create();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
    api.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{usage: {from: kubelet}, cluster: {workloads: false}}",
        "{kubernetes: {namespaces: [acme, zeta], clusterRights: false}}",
        "{kubernetes: {namespaces: [acme], selector: watchbill.io/agent},"
            + " infrastructure: {currency: USD, rates: {cpu: 0.03, memory: 0.004}}}",
        "{kubernetes: {events: false}, cluster: {disruption: false, nodes: false,"
            + " autoscaling: false, workloads: false}, volumes: {claims: false},"
            + " usage: {from: off}, gpu: {dcgm: {discover: false}}}"
      })
  void eachVerbIsMissedByTheSourcesThatDeclareIt(String text) throws IOException {
    RunConfig config = RunConfig.of(ConfigFile.parse("test", text, folder, _ -> null), Map.of());
    ClusterPlan plan = ClusterPlan.of(config);
    Access whole = plan.access(Part.ALL);
    Map<String, SortedMap<String, String>> expected = new TreeMap<>();
    Map<String, Observed> watched = new TreeMap<>();
    expected.put("all", new TreeMap<>());
    watched.put("all", observed(config, "all", whole));
    for (Lost lost : everyVerb(whole)) {
      String token = lost.words().replaceAll("[^a-z]+", "-");
      expected.put(token, lost.missedBy(plan.rights(Part.ALL)));
      watched.put(token, observed(config, token, lost.access()));
    }

    watched.forEach((token, observed) -> {
      SortedMap<String, String> down = expected.getOrDefault(token, new TreeMap<>());
      await("without " + token)
          .atMost(SOON)
          .untilAsserted(() -> {
            SortedSet<String> silent = new TreeSet<>();
            for (SourceHealth source : asking(plan, observed)) {
              if (!source.up()) {
                silent.add(source.source());
              }
            }
            assertThat(silent).isEqualTo(down.keySet());
            for (SourceHealth source : asking(plan, observed)) {
              Readiness said = source.readiness();
              assertThat(said.line()).contains(down.getOrDefault(source.source(), ": ready"));
              assertThat(said.ready())
                  .isEqualTo(!(source.source().equals("kubernetes") && !source.up()));
            }
          });
    });
    assertThat(api.refusals()).noneMatch(refusal -> refusal.startsWith("all:"));
    assertThat(bugs).isEmpty();
  }

  private static List<SourceHealth> asking(ClusterPlan plan, Observed observed) {
    Set<String> names =
        plan.sources().stream().map(source -> source.source()).collect(Collectors.toSet());
    List<SourceHealth> asking =
        observed.sources().stream().filter(source -> names.contains(source.source())).toList();
    assertThat(asking).hasSameSizeAs(names);
    return asking;
  }

  /// One verb taken away.
  private record Lost(Right right, String verb, boolean named, Access access) {
    String words() {
      return verb + " " + right.resourceAndGroup() + (named ? " in namespaces" : "");
    }

    /// Who misses it, and how they say so.
    SortedMap<String, String> missedBy(List<SourceRights> sources) {
      SortedMap<String, String> missed = new TreeMap<>();
      for (SourceRights source : sources) {
        for (Right wanted : source.rights()) {
          boolean local = wanted.namespaced() && !source.everywhere();
          for (String asked : wanted.verbs()) {
            if (!may(access.cluster(), wanted, asked)
                && !(local && may(access.named(), wanted, asked))) {
              missed.put(source.source(), words(source, wanted, asked));
            }
          }
        }
      }
      return missed;
    }

    private static String words(SourceRights source, Right right, String verb) {
      if (right.resource().equals("nodes/proxy")) {
        return "cannot get resource \"nodes/proxy\"";
      }
      return source.source().equals("kubelet")
          ? "want the cluster's nodes, have none listed yet"
          : "want the right to " + verb + " " + right.resourceAndGroup() + ", have HTTP 403";
    }

    private static boolean may(List<Right> given, Right wanted, String verb) {
      return given.stream()
          .anyMatch(right ->
              right.resourceAndGroup().equals(wanted.resourceAndGroup())
                  && right.verbs().contains(verb));
    }
  }

  private static List<Lost> everyVerb(Access whole) {
    List<Lost> all = new ArrayList<>();
    for (boolean named : new boolean[] {false, true}) {
      for (Right right : named ? whole.named() : whole.cluster()) {
        for (String verb : right.verbs()) {
          List<Right> less = without(named ? whole.named() : whole.cluster(), right, verb);
          all.add(
              new Lost(
                  right,
                  verb,
                  named,
                  named
                      ? new Access(whole.cluster(), less, whole.namespaces())
                      : new Access(less, whole.named(), whole.namespaces())));
        }
      }
    }
    return all;
  }

  private static List<Right> without(List<Right> rights, Right one, String verb) {
    List<Right> less = new ArrayList<>(rights);
    List<String> verbs = new ArrayList<>(one.verbs());
    verbs.remove(verb);
    less.set(rights.indexOf(one), new Right(one.group(), one.resource(), verbs, one.namespaced()));
    return less;
  }

  private Observed observed(RunConfig config, String token, Access access) throws IOException {
    List<HasMetadata> roles = new AccessObjects("watchbill", "watchbill", Map.of()).of(access);
    api.allow(token, roles);
    Path own = Files.createDirectory(folder.resolve(token));
    Cluster cluster =
        switch (ClusterAccess.find(
            Map.of("KUBECONFIG", OneNode.kubeconfig(api.url(), own, token).toString()), own)) {
          case ClusterAccess.Found found -> found.cluster();
          case ClusterAccess.None none -> throw new AssertionError(none.why());
        };
    Observed observed =
        new Observed(config, Optional.of(cluster), InstantSource.system(), bugs::add);
    open.add(observed);
    observed.show();
    observed.tell(new Ignored());
    observed.start();
    return observed;
  }

  /// Facts are not what this is about.
  private static final class Ignored implements ActivityIntake {
    @Override
    public void hear(Activity activity) {}

    @Override
    public void hear(ClusterFact fact, long heardAtMillis) {}
  }
}
