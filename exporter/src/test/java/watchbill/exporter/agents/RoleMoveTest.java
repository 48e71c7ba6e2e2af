package watchbill.exporter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

/// A scrape sees every agent once, whatever role it has just learned, with totals that never fall.
@Tag("property")
final class RoleMoveTest {
  private static final int OWNERS = 3;
  private static final int AGENTS_OF_EACH = 4;
  private static final int SCRAPES = 400;

  private final AgentSeries series = new AgentSeries(1_000, () -> true);
  private final AtomicBoolean over = new AtomicBoolean();

  private void own(int owner) {
    Random random = new Random(owner);
    for (long total = 1; !over.get(); total++) {
      for (int i = 0; i < AGENTS_OF_EACH; i++) {
        AgentKey key = key(owner, i);
        series.accept(tokens(key, total));
        series.accept(new Signal.RoleLearned(key, total, "role-" + random.nextInt(3)));
      }
    }
  }

  private static AgentKey key(int owner, int i) {
    return new AgentKey("acme", "agent-" + owner + "-" + i);
  }

  private static Signal tokens(AgentKey key, long total) {
    return Bills.spent(key, "p", "m", new Usage(total, 0, 0, 0, 0), total, Cost.NONE);
  }

  private List<String> lines(String pattern) {
    ByteSink out = new ByteSink(1 << 12);
    series.writeTo(Format.TEXT, out);
    return out.toString().lines().filter(line -> line.matches(pattern)).toList();
  }

  @Test
  void everyScrapeSeesEveryAgentOnceWithTotalsThatNeverFall() throws Exception {
    for (int owner = 0; owner < OWNERS; owner++) {
      for (int i = 0; i < AGENTS_OF_EACH; i++) {
        series.accept(tokens(key(owner, i), 0));
      }
    }
    series.publish();
    try (ExecutorService owners = Executors.newFixedThreadPool(OWNERS)) {
      List<Future<?>> running = new ArrayList<>();
      for (int owner = 0; owner < OWNERS; owner++) {
        int number = owner;
        running.add(owners.submit(() -> own(number)));
      }
      try {
        assertThat(sumOfTheLastScrape()).isPositive();
      } finally {
        over.set(true);
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  private long sumOfTheLastScrape() {
    long before = 0;
    for (int scrape = 0; scrape < SCRAPES; scrape++) {
      List<String> input = lines("agent_tokens_consumed_total.*class=\"input\".*");
      assertThat(input).hasSize(OWNERS * AGENTS_OF_EACH);
      assertThat(input.stream().map(line -> line.replaceFirst("role=\"[^\"]*\".*", "")))
          .doesNotHaveDuplicates();
      long sum =
          input.stream()
              .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
              .sum();
      assertThat(sum).isGreaterThanOrEqualTo(before);
      before = sum;
    }
    return before;
  }
}
