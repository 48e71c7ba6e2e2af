package watchbill.connectors.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SummaryPollTest {
  private static final long START = Instant.parse("2026-01-02T03:04:10Z").toEpochMilli();
  private static final Duration PATIENCE = Duration.ofMillis(700);
  private static final Duration STALE = Duration.ofMinutes(5);

  private final AtomicLong now = new AtomicLong(START);
  private final KubeletApi api = new KubeletApi();
  private final Cluster cluster = api.cluster();
  private final Heard<PodUse> pods = new Heard<>();
  private final Heard<VolumeUse> volumes = new Heard<>();
  private volatile @Nullable List<NodeView> nodes;
  private @Nullable SummaryPoll poll;

  SummaryPollTest() throws IOException {}

  @AfterEach
  void stop() {
    requireNonNull(poll).close();
    cluster.close();
    api.close();
  }

  @Test
  void tellsWhatThePodsAndVolumesOfAllNodesUse() {
    nodes = List.of(node("n1"), node("n2"));
    api.node("n1", "ada");
    api.node("n2", "bob");
    start(Duration.ofMillis(20));

    await().until(() -> !volumes.healths.isEmpty());
    long at = Instant.parse("2026-01-02T03:04:05Z").toEpochMilli();
    assertThat(pods.lists.getFirst())
        .containsExactlyInAnyOrder(
            new PodUse("acme", "ada", "uid-ada", at, 7_000_000, -1, -1, -1),
            new PodUse("acme", "bob", "uid-bob", at, 7_000_000, -1, -1, -1));
    assertThat(volumes.lists.getFirst())
        .extracting(VolumeUse::claim)
        .containsExactlyInAnyOrder("work-ada", "work-bob");
    assertThat(pods.healths.getFirst())
        .isEqualTo(new WatchHealth(true, START, START, START, 0, ""));
    assertThat(volumes.healths.getFirst()).isEqualTo(pods.healths.getFirst());
  }

  @Test
  void aNodeThatFailsOrHangsSpoilsNoOther() {
    nodes = List.of(node("broken"), node("forbidden"), node("hanging"), node("html"), node("n1"));
    api.node("n1", "ada");
    api.node("broken", exchange -> KubeletApi.send(exchange, 500, "no stats\n yet"));
    api.node(
        "forbidden",
        exchange ->
            KubeletApi.send(
                exchange, 403, "{\"kind\": \"Status\", \"message\": \"nodes is forbidden\"}"));
    api.node("html", exchange -> KubeletApi.send(exchange, 200, "<html>"));
    api.hangingNode("hanging");
    start(Duration.ofHours(1));

    await().until(() -> !volumes.healths.isEmpty());
    assertThat(pods.lists.getFirst()).extracting(PodUse::pod).containsExactly("ada");
    WatchHealth health = pods.healths.getFirst();
    assertThat(health.up()).isTrue();
    assertThat(health.errors()).isEqualTo(4);
  }

  @Test
  void isDownWhenNoNodeAnswersAndSaysWhy() {
    nodes = List.of(node("n1"), node("n2"), node("n3"));
    for (String name : List.of("n1", "n2", "n3")) {
      api.node(
          name,
          exchange ->
              KubeletApi.send(exchange, 403, "{\"message\": \"" + name + " is forbidden\"}"));
    }
    start(Duration.ofHours(1));

    await().until(() -> !volumes.healths.isEmpty());
    assertThat(pods.healths.getFirst().up()).isFalse();
    assertThat(pods.healths.getFirst().lastError())
        .isEqualTo(
            "3 of 3 nodes did not answer: n1: HTTP 403: n1 is forbidden;"
                + " n2: HTTP 403: n2 is forbidden; ...");
    assertThat(pods.lists).containsExactly(List.of());
  }

  @Test
  void tellsTheLastAnswerOfASilentNodeUntilItIsStale() {
    nodes = List.of(node("n1"), node("n2"));
    api.node("n1", "ada");
    api.node("n2", "bob");
    start(Duration.ofMillis(20));
    await().until(() -> !pods.lists.isEmpty());

    api.node("n2", exchange -> KubeletApi.send(exchange, 503, "gone"));
    await().until(() -> requireNonNull(pods.health()).errors() > 0);
    now.addAndGet(STALE.toMillis());
    int before = pods.lists.size();
    await().until(() -> pods.lists.size() > before + 1);
    assertThat(pods.lists.getLast()).extracting(PodUse::pod).contains("ada", "bob");

    now.addAndGet(1);
    await().until(() -> pods.lists.getLast().size() == 1);
    assertThat(pods.lists.getLast()).extracting(PodUse::pod).containsExactly("ada");
    assertThat(volumes.lists.getLast()).extracting(VolumeUse::claim).containsExactly("work-ada");
    assertThat(requireNonNull(pods.health()).up()).isTrue();
  }

  @Test
  void forgetsANodeThatIsGone() {
    nodes = List.of(node("n1"), node("n2"));
    api.node("n1", "ada");
    api.node("n2", "bob");
    start(Duration.ofMillis(20));
    await().until(() -> !pods.lists.isEmpty());

    nodes = List.of(node("n1"));

    await().until(() -> pods.lists.getLast().size() == 1);
    assertThat(requireNonNull(pods.health()).errors()).isZero();
  }

  @Test
  void asksAFewAtOnceAndThoseThatWereSilentLast() {
    nodes = IntStream.range(0, 40).mapToObj(i -> node("n" + i)).toList();
    for (int i = 0; i < 40; i++) {
      api.node("n" + i, "pod-" + i);
    }
    api.node("n0", exchange -> KubeletApi.send(exchange, 503, "starting"));
    start(Duration.ofMillis(20));

    await().until(() -> pods.lists.size() >= 2);
    assertThat(pods.lists.getFirst()).hasSize(39);
    assertThat(api.mostAtOnce()).isBetween(2, 8);
    assertThat(api.asked().subList(40, 80).indexOf("n0")).isGreaterThanOrEqualTo(40 - 8);
  }

  @Test
  void takesOfAVolumeOnTwoNodesTheNewestMeasurement() {
    nodes = List.of(node("n1"), node("n2"), node("n3"));
    api.node("n1", exchange -> KubeletApi.send(exchange, 200, shared("03:04:05", 10)));
    api.node("n2", exchange -> KubeletApi.send(exchange, 200, shared("03:04:35", 30)));
    api.node("n3", exchange -> KubeletApi.send(exchange, 200, shared("03:04:15", 20)));
    start(Duration.ofHours(1));

    await().until(() -> !volumes.lists.isEmpty());
    assertThat(volumes.lists.getFirst()).extracting(VolumeUse::usedBytes).containsExactly(30L);
  }

  @Test
  void doesNotBelieveThatAPodUsesMoreThanItsNodeHas() {
    NodeView small =
        new NodeView(
            "uid-n1",
            "1",
            "n1",
            "",
            "",
            false,
            "",
            1,
            new ComputeAmounts(6_999_999, 0, 0),
            ComputeAmounts.NONE);
    nodes = List.of(small);
    api.node("n1", "ada");
    start(Duration.ofHours(1));

    await().until(() -> !pods.lists.isEmpty());
    assertThat(pods.lists.getFirst()).extracting(PodUse::nanocores).containsExactly(-1L);
  }

  @Test
  void readsNoAnswerThatIsTooLong() {
    nodes = List.of(node("n1"), node("n2"));
    api.node("n2", "bob");
    byte[] piece = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    api.node(
        "n1",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 64; i++) {
            exchange.getResponseBody().write(piece);
          }
        });
    start(Duration.ofHours(1), Duration.ofSeconds(20));

    await().until(() -> !volumes.healths.isEmpty());
    assertThat(requireNonNull(pods.health()).lastError())
        .isEqualTo("want an answer of 16 MiB at most, have more");
  }

  @Test
  void waitsForTheNodesToBeListed() {
    api.node("n1", "ada");
    start(Duration.ofHours(1));

    nodes = List.of(node("n1"));

    await().until(() -> !pods.lists.isEmpty());
    assertThat(pods.lists.getFirst()).hasSize(1);
  }

  @Test
  void stopsWhileANodeHangs() {
    nodes = List.of(node("hanging"));
    api.hangingNode("hanging");
    start(Duration.ofHours(1), Duration.ofMinutes(10));
    await().until(() -> !api.asked().isEmpty());

    long before = System.nanoTime();
    requireNonNull(poll).close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    assertThat(pods.lists).isEmpty();
  }

  private void start(Duration every) {
    start(every, PATIENCE);
  }

  private void start(Duration every, Duration patience) {
    InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    SummaryPoll made =
        new SummaryPoll(
            cluster,
            new SummaryPoll.Pace(every, patience, STALE),
            () -> nodes,
            pods,
            volumes,
            clock);
    poll = made;
    made.start();
  }

  private static NodeView node(String name) {
    return new NodeView(
        "uid-" + name, "1", name, "", "", false, "", 1, ComputeAmounts.NONE, ComputeAmounts.NONE);
  }

  private static String shared(String time, long used) {
    return """
    {"pods": [{"podRef": {"namespace": "acme", "name": "p"}, "volume": [
      {"time": "2026-01-02T%sZ", "usedBytes": %d,
       "pvcRef": {"namespace": "acme", "name": "shared"}}]}]}
    """
        .formatted(time, used);
  }

  private static final class Heard<V> implements WatchListener<V> {
    final List<List<V>> lists = new CopyOnWriteArrayList<>();
    final List<WatchHealth> healths = new CopyOnWriteArrayList<>();

    @Override
    public void onReplace(List<V> uses, long heardAtMillis) {
      lists.add(List.copyOf(uses));
    }

    @Override
    public void onUpsert(V use, long heardAtMillis) {
      throw new AssertionError("want lists alone, have " + use);
    }

    @Override
    public void onDelete(V use, long heardAtMillis) {
      throw new AssertionError("want lists alone, have " + use);
    }

    @Override
    public void onHealth(WatchHealth health) {
      healths.add(health);
    }

    @Nullable WatchHealth health() {
      return healths.isEmpty() ? null : healths.getLast();
    }
  }
}
