package watchbill.connectors.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.metrics.v1beta1.PodMetricsListBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UsePollTest {
  private final FaultyApi api = new FaultyApi();
  private final Cluster cluster = api.cluster();
  private final Uses told = new Uses();
  private final UsePoll poll = new UsePoll(cluster, Set.of(), Duration.ofMillis(20), told);

  @AfterEach
  void stop() {
    poll.close();
    cluster.close();
    api.close();
  }

  @Test
  void tellsWhatThePodsContainersUseTogether() {
    api.nextUse(
        FaultyApi.json(
            200,
            new PodMetricsListBuilder()
                .addNewItem()
                .withNewMetadata()
                .withNamespace("acme")
                .withName("ada")
                .endMetadata()
                .withTimestamp("2026-01-02T03:04:05Z")
                .addNewContainer()
                .withName("agent")
                .withUsage(
                    Map.of("cpu", new Quantity("12345678n"), "memory", new Quantity("1024Ki")))
                .endContainer()
                .addNewContainer()
                .withName("proxy")
                .withUsage(Map.of("cpu", new Quantity("1m"), "memory", new Quantity("1Mi")))
                .endContainer()
                .endItem()
                .build()));

    poll.start();

    await().until(() -> !told.lists.isEmpty());
    assertThat(told.lists)
        .containsExactly(
            List.of(
                new PodUse(
                    "acme",
                    "ada",
                    Instant.parse("2026-01-02T03:04:05Z").toEpochMilli(),
                    13_345_678,
                    2L << 20)));
    assertThat(told.healths.getFirst().up()).isTrue();
  }

  @Test
  void saysWhyThereIsNoAnswerAndAsksAgain() {
    api.nextUse(FaultyApi.error(403, "pods.metrics.k8s.io is forbidden"));
    api.nextUse(FaultyApi.json(200, new PodMetricsListBuilder().build()));

    poll.start();

    await().until(() -> told.healths.size() >= 3);
    assertThat(told.healths.get(0).up()).isFalse();
    assertThat(told.healths.get(0).lastError())
        .isEqualTo(
            "asking what pods use: want the right to list pods.metrics.k8s.io, have HTTP 403:"
                + " pods.metrics.k8s.io is forbidden");
    assertThat(told.healths.get(1).up()).isTrue();
    assertThat(told.healths.get(2).up()).as("no such API").isFalse();
    assertThat(told.lists).containsExactly(List.of());
  }

  @Test
  void stopsWhileItWaits() {
    UsePoll seldom = new UsePoll(cluster, Set.of(), Duration.ofHours(1), told);
    seldom.start();
    await().until(() -> !told.healths.isEmpty());

    long before = System.nanoTime();
    seldom.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    assertThat(requireNonNull(told.last()).errors()).isEqualTo(1);
  }

  private static final class Uses implements WatchListener<PodUse> {
    final List<List<PodUse>> lists = new CopyOnWriteArrayList<>();
    final List<WatchHealth> healths = new CopyOnWriteArrayList<>();

    @Override
    public void onReplace(List<PodUse> uses, long heardAtMillis) {
      lists.add(List.copyOf(uses));
    }

    @Override
    public void onUpsert(PodUse use, long heardAtMillis) {
      throw new AssertionError("want lists alone, have " + use);
    }

    @Override
    public void onDelete(PodUse use, long heardAtMillis) {
      throw new AssertionError("want lists alone, have " + use);
    }

    @Override
    public void onHealth(WatchHealth health) {
      healths.add(health);
    }

    @Nullable WatchHealth last() {
      return healths.isEmpty() ? null : healths.getLast();
    }
  }
}
