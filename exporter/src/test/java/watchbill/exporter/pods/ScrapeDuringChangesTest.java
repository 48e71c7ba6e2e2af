package watchbill.exporter.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.connectors.kubernetes.PodPhase.PENDING;
import static watchbill.connectors.kubernetes.PodPhase.RUNNING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.core.AgentIdentity;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;

/// Changes the set of pods while another thread scrapes, and compares each scrape with the states
/// that it overlapped: of no family may it hold fewer series than the smallest of them.
@Tag("property")
class ScrapeDuringChangesTest {
  private static final int CHANGES = 10_000;
  private static final int PODS = 30;

  @Test
  void neverSeesFewerSeriesThanBeforeAndAfter() throws Exception {
    PodSeries series = new PodSeries(AgentIdentity.DEFAULT, Duration.ofMinutes(5));

    Run run = run(series, new Changes(series, new Random(20_261_122)));

    assertThat(run.scrapes()).isGreaterThan(100);
    assertThat(run.losses()).isEmpty();
  }

  @Test
  void noticesAListThatClearsAndRefills() throws Exception {
    ClearThenRefill series = new ClearThenRefill();

    Run run = run(series, new Changes(series, new Random(20_261_122)));

    assertThat(run.losses()).isNotEmpty();
  }

  private static Run run(ExpositionSource series, Changes changes)
      throws InterruptedException, ExecutionException {
    List<Map<String, Integer>> states = new ArrayList<>();
    states.add(count(series));
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger finished = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    List<Scrape> scrapes = new ArrayList<>();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> scraper =
          thread.submit(() -> {
            while (!over.get()) {
              int from = finished.get();
              Map<String, Integer> seen = count(series);
              scrapes.add(new Scrape(from, begun.get(), seen));
            }
          });
      for (int i = 1; i <= CHANGES; i++) {
        begun.set(i);
        changes.makeOne();
        states.add(count(series));
        finished.set(i);
      }
      over.set(true);
      scraper.get();
    }
    List<String> losses = new ArrayList<>();
    scrapes.forEach(scrape -> losses.addAll(scrape.losses(states)));
    return new Run(scrapes.size(), losses);
  }

  /// How many series a scrape holds, by family.
  private static Map<String, Integer> count(ExpositionSource series) {
    ByteSink out = new ByteSink(64_000);
    series.writeTo(Format.TEXT, out);
    Map<String, Integer> counts = new TreeMap<>();
    out.toString()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> counts.merge(line.substring(0, line.indexOf('{')), 1, Integer::sum));
    return counts;
  }

  private record Run(int scrapes, List<String> losses) {}

  /// A scrape that may have seen any of the states after change `from` to change `to`.
  private record Scrape(int from, int to, Map<String, Integer> seen) {
    List<String> losses(List<Map<String, Integer>> states) {
      List<String> losses = new ArrayList<>();
      for (String family : states.get(from).keySet()) {
        int least = Integer.MAX_VALUE;
        for (int i = from; i <= to; i++) {
          least = Math.min(least, states.get(i).getOrDefault(family, 0));
        }
        int had = seen.getOrDefault(family, 0);
        if (had < least) {
          losses.add(family + ": want at least " + least + ", have " + had);
        }
      }
      return losses;
    }
  }

  /// Random new lists, changes and deletions.
  private static final class Changes {
    private final WatchListener<PodView> listener;
    private final Random random;
    private final Map<Integer, PodView> pods = new HashMap<>();

    Changes(WatchListener<PodView> listener, Random random) throws InterruptedException {
      this.listener = listener;
      this.random = random;
      for (int i = 0; i < PODS; i++) {
        pods.put(i, anyPod(i));
      }
      listener.onReplace(List.copyOf(pods.values()), 0);
    }

    void makeOne() throws InterruptedException {
      int which = random.nextInt(PODS);
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          pods.replaceAll((i, pod) -> random.nextInt(4) == 0 ? anyPod(i) : pod);
          listener.onReplace(List.copyOf(pods.values()), 0);
        }
        case 2, 3 -> {
          PodView pod = anyPod(which);
          pods.put(which, pod);
          listener.onUpsert(pod, 0);
        }
        default -> {
          PodView gone = pods.size() > PODS / 2 ? pods.remove(which) : null;
          if (gone != null) {
            listener.onDelete(gone, 0);
          }
        }
      }
    }

    private PodView anyPod(int i) {
      int restarts = random.nextInt(3);
      ContainerView container =
          switch (random.nextInt(4)) {
            case 0 -> Pods.running(restarts, null);
            case 1 -> Pods.running(restarts, Pods.OOM);
            case 2 -> Pods.waiting(restarts, "CrashLoopBackOff", Pods.OOM);
            default -> Pods.waiting(restarts, "ContainerCreating", null);
          };
      return Pods.pod(
          "uid-" + i,
          "pod-" + i,
          "node-" + random.nextInt(3),
          random.nextBoolean() ? RUNNING : PENDING,
          random.nextBoolean(),
          container);
    }
  }
}
