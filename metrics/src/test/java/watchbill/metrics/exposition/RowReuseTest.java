package watchbill.metrics.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.metrics.catalogue.ActivityFamilies.ACTIVE_SESSIONS;
import static watchbill.metrics.exposition.SeriesTableTest.agent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.AgentLabels;

/// Rows of one table change hands all the time, while scrapes look on.
@Tag("property")
final class RowReuseTest {
  private static final int NAMES = 120;
  private static final int CHANGES = 300_000;
  private static final int WRITERS = 2;
  private static final int READERS = 2;

  private final SeriesTable<AgentLabels> table = new SeriesTable<>(ACTIVE_SESSIONS);

  @Test
  void neverShowsTheValueOfOneSeriesUnderTheLabelsOfAnother() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    long lines = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS)) {
      List<Future<Long>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(() -> read(over)));
      }
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Random random = new Random(i);
        writers.add(threads.submit(() -> write(random)));
      }
      try {
        for (Future<?> writer : writers) {
          writer.get();
        }
      } finally {
        over.set(true);
      }
      for (Future<Long> reader : readers) {
        lines += reader.get();
      }
    }
    assertThat(lines).isGreaterThan(10_000);
  }

  private long read(AtomicBoolean over) {
    long lines = 0;
    do {
      ByteSink out = new ByteSink(1 << 14);
      table.writeTo(Format.TEXT, out);
      Set<String> seen = new HashSet<>();
      for (Scrape.Sample sample : Scrape.parse(out.toString())) {
        String name = sample.labels().getOrDefault("agent", "none");
        assertThat(seen.add(name)).as("%s once in a scrape", name).isTrue();
        assertThat(sample.value()).as("value of %s", name).isEqualTo(value(name));
        lines++;
      }
    } while (!over.get());
    return lines;
  }

  /// Adds, removes, replaces; and sets series that are long gone, whose rows others have.
  private void write(Random random) {
    Series[] old = new Series[NAMES];
    for (int i = 0; i < CHANGES; i++) {
      int which = random.nextInt(NAMES);
      AgentLabels labels = agent(which);
      int what = random.nextInt(1_000);
      if (what == 0) {
        table.replace(some(random));
      } else if (what < 300) {
        table.remove(labels);
      } else if (what < 600) {
        Series stale = old[which];
        if (stale != null) {
          stale.set(value(labels.agent()));
        }
      } else {
        old[which] = table.series(labels);
        old[which].set(value(labels.agent()));
      }
    }
  }

  private static Map<AgentLabels, Double> some(Random random) {
    Map<AgentLabels, Double> some = new HashMap<>();
    for (int i = 0; i < NAMES; i++) {
      if (random.nextBoolean()) {
        some.put(agent(i), value(agent(i).agent()));
      }
    }
    return some;
  }

  private static double value(String name) {
    return name.hashCode();
  }
}
