package watchbill.connectors.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PodWatchTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  private final FaultyApi api = new FaultyApi();
  private final Cluster cluster = api.cluster();
  private final Told<PodView> told = new Told<>();
  private final ClusterWatch<PodView> watch =
      ClusterWatch.pods(cluster, config(Set.of(), ""), told);

  @AfterEach
  void stop() {
    watch.close();
    cluster.close();
    api.close();
  }

  @Test
  void tellsTheListOnceAndThenWhatChanges() {
    KubernetesClient kubectl = cluster.client();
    kubectl.resource(FaultyApi.pod("a", "1")).create();
    kubectl.resource(FaultyApi.pod("b", "1")).create();

    watch.start();
    await().until(told::isUp);
    kubectl.resource(FaultyApi.pod("c", "1")).create();
    kubectl
        .pods()
        .inNamespace("acme")
        .withName("a")
        .edit(
            pod -> new PodBuilder(pod).editMetadata().addToLabels("x", "y").endMetadata().build());
    kubectl.pods().inNamespace("acme").withName("b").withGracePeriod(0).delete();

    await().until(() -> told.lines().contains("delete b"));
    assertThat(told.lines().stream().map(line -> line.replaceAll("@\\d+", "")))
        .as("the mock begins each watch with the pods that it has")
        .containsExactly("replace a b", "upsert a", "upsert b", "upsert c", "upsert a", "delete b");
    assertThat(told.threadCount()).as("threads that told it").isEqualTo(1);
  }

  @Test
  void tellsAllPagesOfAListAsOne() {
    api.nextList(FaultyApi.page("50", "page-2", "a", "b"));
    api.nextList(FaultyApi.page("50", "page-3", "c", "d"));
    api.nextList(FaultyApi.page("50", null, "e"));
    api.nextWatch();

    watch.start();

    await().until(told::isUp);
    assertThat(told.lines()).containsExactly("replace a b c d e");
    assertThat(api.lists())
        .containsExactly(
            "/api/v1/pods?limit=500",
            "/api/v1/pods?continue=page-2&limit=500",
            "/api/v1/pods?continue=page-3&limit=500");
    assertThat(api.watches().getFirst()).contains("resourceVersion=50");
  }

  @Test
  void leavesTheOldSetStandingWhenAListFailsInTheMiddle() {
    api.nextList(FaultyApi.page("50", null, "a", "b"));
    FaultyApi.Line line = api.nextWatch();
    watch.start();
    await().until(told::isUp);

    api.nextList(FaultyApi.page("60", "page-2", "a"));
    api.nextList(FaultyApi.error(500, "etcd is on fire"));
    api.nextList(FaultyApi.page("61", "page-2", "a"));
    api.nextList(FaultyApi.error(429, "too many requests"));
    api.nextList(FaultyApi.page("62", "page-2", "a"));
    api.nextList(FaultyApi.page("62", null, "c"));
    line.gone();

    await().until(() -> told.replaces() == 2 && told.isUp());
    assertThat(told.lines()).containsExactly("replace a b", "replace a c");
    assertThat(told.healths().stream().map(WatchHealth::lastError))
        .anyMatch(error -> error.contains("etcd is on fire"))
        .anyMatch(error -> error.contains("too many requests"));
    assertThat(told.healths()).anyMatch(health -> !health.up() && health.errors() > 0);
  }

  @Test
  void listsAgainWhenTheVersionIsGone() {
    api.nextList(FaultyApi.page("50", null, "a"));
    FaultyApi.Line line = api.nextWatch();
    watch.start();
    await().until(told::isUp);

    api.nextList(FaultyApi.page("90", null, "a", "b"));
    FaultyApi.Line second = api.nextWatch();
    line.gone();

    await().until(second::isOpen);
    assertThat(told.lines()).containsExactly("replace a", "replace a b");
    assertThat(api.watches().getLast()).contains("resourceVersion=90");
  }

  @Test
  void listsAgainWhenAWatchIsRefusedAsGone() {
    api.nextList(FaultyApi.page("50", null, "a"));
    api.nextWatch(FaultyApi.error(410, "too old version"));
    api.nextList(FaultyApi.page("90", null, "b"));
    FaultyApi.Line second = api.nextWatch();

    watch.start();

    await().until(second::isOpen);
    assertThat(told.lines()).containsExactly("replace a", "replace b");
  }

  @Test
  void resumesADroppedWatchFromTheLastChange() {
    api.nextList(FaultyApi.page("50", null, "a"));
    FaultyApi.Line line = api.nextWatch();
    FaultyApi.Line second = api.nextWatch();
    watch.start();
    await().until(line::isOpen);
    line.modified("a", "57");
    await().until(() -> told.lines().contains("upsert a@57"));

    line.drop();
    second.deleted("a", "58");

    await().until(() -> told.lines().contains("delete a"));
    assertThat(told.lines()).containsExactly("replace a", "upsert a@57", "delete a");
    assertThat(api.watches().get(1)).contains("resourceVersion=57");
    assertThat(requireNonNull(told.health()).errors()).isZero();
  }

  @Test
  void resumesFromABookmark() {
    api.nextList(FaultyApi.page("50", null, "a"));
    FaultyApi.Line line = api.nextWatch();
    FaultyApi.Line second = api.nextWatch();
    watch.start();
    await().until(line::isOpen);
    int before = told.healths().size();
    line.bookmark("70");
    await().until(() -> told.healths().size() > before);

    line.drop();

    await().until(second::isOpen);
    assertThat(api.watches().get(1))
        .contains("resourceVersion=70")
        .contains("allowWatchBookmarks=true");
    assertThat(told.lines()).containsExactly("replace a");
  }

  @Test
  void opensAQuietWatchAgain() {
    api.nextList(FaultyApi.page("50", null, "a"));
    api.nextWatch();
    FaultyApi.Line second = api.nextWatch();

    watch.start();

    await().until(second::isOpen);
    assertThat(api.watches().get(1)).contains("resourceVersion=50");
    assertThat(told.lines()).containsExactly("replace a");
  }

  @Test
  void listsAgainWhenWatchesOpenAndEndWithoutAWord() {
    api.nextList(FaultyApi.page("50", null, "a"));
    api.nextList(FaultyApi.page("51", null, "a", "b"));
    List<FaultyApi.Line> barren = List.of(api.nextWatch(), api.nextWatch(), api.nextWatch());

    watch.start();
    for (FaultyApi.Line line : barren) {
      await().until(line::isOpen);
      line.drop();
    }

    await().until(() -> told.replaces() == 2);
    assertThat(told.lines()).containsExactly("replace a", "replace a b");
  }

  @Test
  void keepsTryingWhileAWatchIsRefused() {
    api.nextList(FaultyApi.page("50", null, "a"));
    api.nextWatch(FaultyApi.error(403, "pods is forbidden"));
    api.nextWatch(FaultyApi.error(500, "etcd is on fire"));
    FaultyApi.Line line = api.nextWatch();
    line.added("b", "51");

    watch.start();

    await().until(() -> told.lines().contains("upsert b@51"));
    assertThat(told.lines()).containsExactly("replace a", "upsert b@51");
    assertThat(requireNonNull(told.health()).errors()).isEqualTo(2);
    assertThat(told.healths()).anyMatch(health -> health.lastError().contains("HTTP 403"));
  }

  @Test
  void tellsAPodThatIsSentTwiceTwice() {
    api.nextList(FaultyApi.page("50", null));
    api.nextWatch().added("a", "51").added("a", "51").deleted("a", "52");

    watch.start();

    await().until(() -> told.lines().contains("delete a"));
    assertThat(told.lines()).containsExactly("replace ", "upsert a@51", "upsert a@51", "delete a");
  }

  @Test
  void reportsAListThatIsTooSlowAndTriesAgain() {
    Told<PodView> slow = new Told<>();
    try (Cluster hasty = api.cluster(Duration.ofMillis(200));
        ClusterWatch<PodView> hastyWatch = ClusterWatch.pods(hasty, config(Set.of(), ""), slow)) {
      MockResponse late = FaultyApi.page("50", null, "late");
      api.nextList(late.setBodyDelay(Duration.ofSeconds(3)));
      api.nextList(FaultyApi.page("51", null, "a"));
      api.nextWatch();

      hastyWatch.start();

      await().until(slow::isUp);
      assertThat(slow.lines()).containsExactly("replace a");
      assertThat(slow.healths().getFirst().up()).isFalse();
      assertThat(slow.healths().getFirst().errors()).isEqualTo(1);
      assertThat(slow.healths().getFirst().heardAtMillis()).isEqualTo(-1);
    }
  }

  @Test
  void tellsSeveralNamespacesAsOneSet() {
    KubernetesClient kubectl = cluster.client();
    kubectl.resource(inNamespace("a", "red")).create();
    kubectl.resource(inNamespace("b", "blue")).create();
    kubectl.resource(inNamespace("c", "green")).create();
    Told<PodView> both = new Told<>();
    try (ClusterWatch<PodView> two =
        ClusterWatch.pods(cluster, config(Set.of("red", "blue"), ""), both)) {
      two.start();
      await().until(both::isUp);
      kubectl.resource(inNamespace("d", "blue")).create();
      kubectl.resource(inNamespace("e", "green")).create();
      kubectl.resource(inNamespace("f", "red")).create();

      await().until(() -> both.lines().stream().anyMatch(line -> line.startsWith("upsert f")));
      await().until(() -> both.lines().stream().anyMatch(line -> line.startsWith("upsert d")));
      assertThat(both.lines().stream().map(line -> line.replaceAll("@\\d+", "")))
          .as("the mock begins each watch with the pods that it has")
          .containsExactlyInAnyOrder("replace a b", "upsert a", "upsert b", "upsert d", "upsert f");
    }
  }

  @Test
  void tellsAllListenersTheSame() {
    Told<PodView> first = new Told<>();
    Told<PodView> second = new Told<>();
    api.nextList(FaultyApi.page("50", null, "a"));
    api.nextWatch().modified("a", "51").deleted("a", "52");
    WatchListener<PodView> both = WatchListener.all(List.of(first, second));
    try (ClusterWatch<PodView> shared = ClusterWatch.pods(cluster, config(Set.of(), ""), both)) {
      shared.start();

      await().until(() -> second.lines().size() == 3);
      assertThat(second.lines()).containsExactly("replace a", "upsert a@51", "delete a");
      assertThat(first.lines()).isEqualTo(second.lines());
      await().until(second::isUp);
      assertThat(first.isUp()).isTrue();
    }
  }

  @Test
  void sendsTheLabelSelector() {
    Told<PodView> selected = new Told<>();
    try (ClusterWatch<PodView> some =
        ClusterWatch.pods(cluster, config(Set.of("acme"), "app=agent"), selected)) {
      some.start();
      await().until(selected::isUp);

      assertThat(api.lists())
          .containsExactly("/api/v1/namespaces/acme/pods?labelSelector=app=agent&limit=500");
      assertThat(api.watches().getFirst())
          .startsWith("/api/v1/namespaces/acme/pods?")
          .contains("labelSelector=app=agent");
    }
  }

  @Test
  void stopsWhileAListHangs() {
    api.nextList(FaultyApi.page("50", null, "late").setBodyDelay(Duration.ofSeconds(20)));
    watch.start();
    await().until(() -> !api.lists().isEmpty());

    long before = System.nanoTime();
    watch.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    assertThat(told.lines()).isEmpty();
  }

  @Test
  void stopsWhileItsListenerWaits() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    WatchListener<PodView> waits =
        new WatchListener<PodView>() {
          @Override
          public void onReplace(List<PodView> pods, long heardAtMillis)
              throws InterruptedException {
            entered.countDown();
            never.await();
          }

          @Override
          public void onUpsert(PodView pod, long heardAtMillis) {}

          @Override
          public void onDelete(PodView pod, long heardAtMillis) {}

          @Override
          public void onHealth(WatchHealth health) {}
        };
    ClusterWatch<PodView> waiting = ClusterWatch.pods(cluster, config(Set.of(), ""), waits);
    waiting.start();
    await().until(() -> entered.getCount() == 0);

    long before = System.nanoTime();
    waiting.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
  }

  private static Pod inNamespace(String name, String namespace) {
    return new PodBuilder(FaultyApi.pod(name, "1"))
        .editMetadata()
        .withNamespace(namespace)
        .endMetadata()
        .build();
  }

  private static WatchConfig config(Set<String> namespaces, String selector) {
    return new WatchConfig(
        namespaces, selector, Set.of(), 500, Duration.ofSeconds(1), SHORT, Duration.ofMillis(100));
  }
}
