package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetListBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.mockwebserver.http.MockResponse;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The watches of what stands around pods: workloads, disruption budgets and autoscalers.
class ObjectWatchTest {
  private final FaultyApi api = new FaultyApi();
  private final Cluster cluster = api.cluster();

  @AfterEach
  void stop() {
    cluster.close();
    api.close();
  }

  @Test
  void tellsStatefulSetsAndWhatChanges() {
    this.<WorkloadView>tellsAllAndWhatChanges(
        ClusterWatch::statefulSets,
        (namespace, name) ->
            new StatefulSetBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .build(),
        "/apis/apps/v1/statefulsets?");
  }

  @Test
  void tellsDeploymentsAndWhatChanges() {
    this.<WorkloadView>tellsAllAndWhatChanges(
        ClusterWatch::deployments,
        (namespace, name) ->
            new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .build(),
        "/apis/apps/v1/deployments?");
  }

  @Test
  void tellsDisruptionBudgetsAndWhatChanges() {
    this.<DisruptionBudgetView>tellsAllAndWhatChanges(
        ClusterWatch::disruptionBudgets,
        (namespace, name) ->
            new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .build(),
        "/apis/policy/v1/poddisruptionbudgets?");
  }

  @Test
  void tellsAutoscalersAndWhatChanges() {
    this.<AutoscalerView>tellsAllAndWhatChanges(
        ClusterWatch::autoscalers,
        (namespace, name) ->
            new HorizontalPodAutoscalerBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .build(),
        "/apis/autoscaling/v2/horizontalpodautoscalers?");
  }

  @Test
  void listsStatefulSetsOfANamespaceAnewWhenTheirVersionIsTooOld() {
    Told<WorkloadView> told = new Told<>();
    api.nextList(statefulSets("7", statefulSet("a", 1)));
    FaultyApi.Line gone = api.nextWatch();
    api.nextList(statefulSets("9", statefulSet("a", 1), statefulSet("b", 8)));
    FaultyApi.Line again = api.nextWatch();
    WatchConfig all = WatchConfig.defaults(Set.of());
    WatchConfig config =
        new WatchConfig(
            Set.of("acme"),
            "",
            Set.of(),
            all.pageSize(),
            all.quietLimit(),
            all.minPause(),
            all.maxPause());
    try (ClusterWatch<WorkloadView> watch = ClusterWatch.statefulSets(cluster, config, told)) {
      watch.start();
      await().until(gone::isOpen);
      gone.send("MODIFIED", statefulSet("a", 8)).gone();
      await().until(again::isOpen);

      assertThat(told.lines()).containsExactly("replace a", "upsert a@8", "replace a b");
      assertThat(api.lists())
          .hasSize(2)
          .allSatisfy(
              list -> assertThat(list).startsWith("/apis/apps/v1/namespaces/acme/statefulsets?"));
      assertThat(api.watches().getLast()).contains("resourceVersion=9");
    }
  }

  @Test
  void saysThatDisruptionBudgetsAreForbiddenAndGoesOnTrying() {
    Told<DisruptionBudgetView> told = new Told<>();
    api.nextList(FaultyApi.error(403, "poddisruptionbudgets is forbidden"));
    try (ClusterWatch<DisruptionBudgetView> watch =
        ClusterWatch.disruptionBudgets(cluster, WatchConfig.defaults(Set.of()), told)) {
      watch.start();
      await().until(told::isUp);

      assertThat(told.healths().getFirst().up()).isFalse();
      assertThat(told.healths().getFirst().lastError())
          .contains("poddisruptionbudgets is forbidden");
      assertThat(told.lines().getFirst().strip()).isEqualTo("replace");
    }
  }

  /// As [ClusterWatch#statefulSets].
  private interface Opening<V extends ClusterObject> {
    ClusterWatch<V> open(Cluster cluster, WatchConfig config, WatchListener<V> listener);
  }

  private <V extends ClusterObject> void tellsAllAndWhatChanges(
      Opening<V> opening, BiFunction<String, String, HasMetadata> object, String path) {
    Told<V> told = new Told<>();
    cluster.client().resource(object.apply("red", "a")).create();
    cluster.client().resource(object.apply("blue", "b")).create();
    try (ClusterWatch<V> watch = opening.open(cluster, WatchConfig.defaults(Set.of()), told)) {
      watch.start();
      await().until(told::isUp);
      cluster.client().resource(object.apply("green", "c")).create();
      cluster.client().resource(object.apply("red", "a")).withGracePeriod(0).delete();

      await().until(() -> told.lines().contains("delete a"));
      assertThat(told.lines().getFirst()).isEqualTo("replace a b");
      assertThat(told.lines()).anyMatch(line -> line.startsWith("upsert c@"));
      assertThat(api.lists()).singleElement().asString().startsWith(path);
      assertThat(told.threadCount()).isEqualTo(1);
    }
  }

  private static MockResponse statefulSets(String version, StatefulSet... sets) {
    return FaultyApi.json(
        200,
        new StatefulSetListBuilder()
            .withMetadata(new ListMetaBuilder().withResourceVersion(version).build())
            .withItems(sets)
            .build());
  }

  private static StatefulSet statefulSet(String name, int version) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withNamespace("acme")
        .withName(name)
        .withResourceVersion("" + version)
        .endMetadata()
        .build();
  }
}
