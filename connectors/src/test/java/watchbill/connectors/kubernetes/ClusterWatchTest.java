package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Kinds other than pods; the loop that they share is tested with pods.
class ClusterWatchTest {
  private final FaultyApi api = new FaultyApi();
  private final Cluster cluster = api.cluster();
  private final KubernetesClient kubectl = cluster.client();

  @AfterEach
  void stop() {
    cluster.close();
    api.close();
  }

  @Test
  void tellsNodesAndWhatChanges() {
    Told<NodeView> told = new Told<>();
    kubectl.resource(node("a")).create();
    try (ClusterWatch<NodeView> watch =
        ClusterWatch.nodes(cluster, WatchConfig.defaults(Set.of()), told)) {
      watch.start();
      await().until(told::isUp);
      kubectl.resource(node("b")).create();
      kubectl.nodes().withName("a").withGracePeriod(0).delete();

      await().until(() -> told.lines().contains("delete a"));
      assertThat(told.lines().stream().map(line -> line.replaceAll("@\\d+", "")))
          .as("the mock begins each watch with the objects that it has")
          .containsExactly("replace a", "upsert a", "upsert b", "delete a");
    }
  }

  @Test
  void tellsTheClaimsOfAllNamespacesAndWhatChanges() {
    Told<ClaimView> told = new Told<>();
    kubectl.resource(claim("red", "a")).create();
    kubectl.resource(claim("blue", "b")).create();
    try (ClusterWatch<ClaimView> watch =
        ClusterWatch.claims(cluster, WatchConfig.defaults(Set.of()), told)) {
      watch.start();
      await().until(told::isUp);
      kubectl.resource(claim("green", "c")).create();

      await().until(() -> told.lines().stream().anyMatch(line -> line.startsWith("upsert c")));
      assertThat(told.lines().getFirst()).isEqualTo("replace a b");
    }
  }

  @Test
  void tellsTheEventsAboutPodsWhateverLabelsPodsAreSelectedBy() {
    Told<EventView> told = new Told<>();
    api.nextList(events("7", event("a", 1), event("b", 1)));
    FaultyApi.Line line = api.nextWatch();
    WatchConfig config =
        new WatchConfig(
                Set.of("acme"),
                "app=agent",
                Set.of(),
                500,
                Duration.ofMinutes(1),
                Duration.ofMillis(10),
                Duration.ofMillis(20))
            .withAnyLabels();
    try (ClusterWatch<EventView> watch = ClusterWatch.events(cluster, config, told)) {
      watch.start();
      await().until(line::isOpen);
      line.send("MODIFIED", event("b", 2));

      await().until(() -> told.lines().size() == 2);
      assertThat(told.lines()).containsExactly("replace a b", "upsert b@2");
      assertThat(api.lists())
          .singleElement()
          .asString()
          .startsWith("/api/v1/namespaces/acme/events?")
          .contains("fieldSelector=involvedObject.kind=Pod")
          .doesNotContain("app=agent");
    }
  }

  @Test
  void listsEventsAnewWhenTheirVersionIsTooOld() {
    Told<EventView> told = new Told<>();
    api.nextList(events("7", event("a", 1)));
    FaultyApi.Line gone = api.nextWatch();
    api.nextList(events("9", event("a", 1), event("b", 3)));
    FaultyApi.Line again = api.nextWatch();
    WatchConfig config = WatchConfig.defaults(Set.of()).withAnyLabels();
    try (ClusterWatch<EventView> watch = ClusterWatch.events(cluster, config, told)) {
      watch.start();
      gone.gone();
      await().until(again::isOpen);

      assertThat(told.lines()).containsExactly("replace a", "replace a b");
      assertThat(api.watches().getLast()).contains("resourceVersion=9");
    }
  }

  @Test
  void saysThatEventsAreForbiddenAndGoesOnTrying() {
    Told<EventView> told = new Told<>();
    api.nextList(FaultyApi.error(403, "events is forbidden"));
    api.nextList(events("7", event("a", 1)));
    WatchConfig config = WatchConfig.defaults(Set.of()).withAnyLabels();
    try (ClusterWatch<EventView> watch = ClusterWatch.events(cluster, config, told)) {
      watch.start();
      await().until(() -> !told.lines().isEmpty());

      assertThat(told.lines().getFirst()).isEqualTo("replace a");
      assertThat(told.healths().getFirst().up()).isFalse();
      assertThat(told.healths().getFirst().lastError()).contains("events is forbidden");
    }
  }

  private static MockResponse events(String version, Event... events) {
    return FaultyApi.json(
        200,
        new EventListBuilder()
            .withNewMetadata()
            .withResourceVersion(version)
            .endMetadata()
            .withItems(events)
            .build());
  }

  private static Event event(String name, int count) {
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace("acme")
        .withName(name)
        .withResourceVersion("" + count)
        .endMetadata()
        .withNewInvolvedObject()
        .withKind("Pod")
        .withName("backend-0")
        .endInvolvedObject()
        .withCount(count)
        .build();
  }

  private static Node node(String name) {
    return new NodeBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  private static PersistentVolumeClaim claim(String namespace, String name) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(name)
        .endMetadata()
        .build();
  }
}
