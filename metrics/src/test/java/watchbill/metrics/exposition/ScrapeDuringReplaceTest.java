package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.metrics.catalogue.ActivityFamilies.ACTIVE_SESSIONS;
import static watchbill.metrics.catalogue.ActivityFamilies.REQUEST_QUEUE_DEPTH;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.AgentLabels;

final class ScrapeDuringReplaceTest {
  private static final int SERIES = 50;
  private static final int GENERATIONS = 3_000;

  @Test
  void seesTheOldTableOrTheNewOneWhole() throws Exception {
    var table = new SeriesTable<>(ACTIVE_SESSIONS);
    table.replace(generation(0));
    scrapeWhile(table, SERIES, g -> table.replace(generation(g)));
  }

  @Test
  void seesTheOldGroupOrTheNewOneWhole() throws Exception {
    var group = new SeriesGroup(List.of(ACTIVE_SESSIONS, REQUEST_QUEUE_DEPTH));
    group.replace(tables(0));
    scrapeWhile(group, 2 * SERIES, g -> group.replace(tables(g)));
  }

  @Test
  void neverLosesASeriesWhileOthersComeAndGo() throws Exception {
    var table = new SeriesTable<>(ACTIVE_SESSIONS);
    // Those that go stand before those that stay, which move up when one goes.
    IntStream.rangeClosed(1, GENERATIONS)
        .forEach(g -> table.series(SeriesTableTest.agent(SERIES + g)));
    IntStream.range(0, SERIES).forEach(i -> table.series(SeriesTableTest.agent(i)).set(1));
    scrapeWhile(
        table,
        SERIES,
        g -> {
          table.remove(SeriesTableTest.agent(SERIES + g));
          table.series(SeriesTableTest.agent(-g));
        });
  }

  @Test
  void losesNoAddition() throws Exception {
    Series series = new SeriesTable<>(ACTIVE_SESSIONS).series(SeriesTableTest.agent(1));
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int t = 0; t < 4; t++) {
        threads.execute(() -> {
          for (int i = 0; i < 20_000; i++) {
            series.add(1);
          }
        });
      }
    }
    assertThat(series.value()).isEqualTo(80_000);
  }

  private interface Change {
    void make(int generation);
  }

  /// Scrapes all the time that the changes are made; each scrape holds `size` equal values.
  private static void scrapeWhile(ExpositionSource source, int size, Change change)
      throws Exception {
    var done = new AtomicBoolean();
    try (var thread = Executors.newSingleThreadExecutor()) {
      var scrapes =
          thread.submit(() -> {
            int count = 0;
            do {
              List<Double> values = SeriesTableTest.values(source);
              assertThat(values).hasSize(size);
              assertThat(new HashSet<>(values)).hasSize(1);
              count++;
            } while (!done.get());
            return count;
          });
      for (int g = 1; g <= GENERATIONS && !scrapes.isDone(); g++) {
        change.make(g);
      }
      done.set(true);
      assertThat(scrapes.get()).isPositive();
    }
  }

  private static Map<AgentLabels, Double> generation(int g) {
    var values = new HashMap<AgentLabels, Double>();
    for (int i = 0; i < SERIES; i++) {
      values.put(SeriesTableTest.agent(i), (double) g);
    }
    return values;
  }

  private static List<SeriesTable<?>> tables(int g) {
    var sessions = new SeriesTable<>(ACTIVE_SESSIONS);
    var depth = new SeriesTable<>(REQUEST_QUEUE_DEPTH);
    sessions.replace(generation(g));
    depth.replace(generation(g));
    return List.of(sessions, depth);
  }
}
