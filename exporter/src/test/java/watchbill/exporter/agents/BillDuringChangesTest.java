package watchbill.exporter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

/// Scrapes while partitions count: in each of them the parts of every agent's bill are the whole.
@Tag("property")
class BillDuringChangesTest {
  private static final int PARTITIONS = 3;
  private static final int EVENTS = 40_000;
  private static final long START = 1_790_000_000_000L;
  private static final Pattern SAMPLE =
      Pattern.compile("(\\w+)\\{tenant=\"(\\w+)\",agent=\"(\\w+)\"(.*)} (.*)");
  private static final PriceBook PRICES =
      PriceBook.of(
          List.of(
              new PriceRow("p", "m0", 0, new Price(3_000, 15_000, 300, 3_750, 6_000, 9_000)),
              new PriceRow("p", "m1", 0, new Price(1_001, 5_003, 107, 1_251, 2_003, 0))));

  private final AgentSeries series = new AgentSeries(1_000, () -> true);

  @Test
  void everyScrapeSumsUp() throws Exception {
    series.publish();
    int scrapes = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(PARTITIONS)) {
      List<Future<?>> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        int number = i;
        partitions.add(threads.submit(() -> play(number)));
      }
      while (partitions.stream().anyMatch(partition -> !partition.isDone())) {
        check();
        scrapes++;
      }
      for (Future<?> partition : partitions) {
        partition.get();
      }
    }
    check();
    assertThat(scrapes).isGreaterThan(10);
  }

  private void play(int partition) {
    Fleet fleet = new Fleet(FleetOptions.DEFAULT.with(PRICES));
    Random random = new Random(partition);
    for (int i = 0; i < EVENTS; i++) {
      AgentKey agent = new AgentKey("t" + partition, "a" + random.nextInt(6));
      long at = START + i * 700L;
      fleet.advance(at, series);
      fleet.apply(new Activity(agent, "e" + i, at, event(random, at)), series);
    }
  }

  private static AgentEvent event(Random random, long at) {
    String task = "t" + random.nextInt(3);
    return switch (random.nextInt(12)) {
      case 0 -> new AgentEvent.TaskStarted(at, task, "kind");
      case 1 -> new AgentEvent.TaskFinished(at, task, TaskOutcome.COMPLETED);
      case 2 -> new AgentEvent.Checkpointed(at, task, false);
      case 3, 4 ->
          new AgentEvent.ToolFinished(
              at, "c" + at, "Bash", "h", "r" + random.nextInt(2), ToolOutcome.OK, "");
      default ->
          new AgentEvent.ModelAnswered(
              at,
              "p",
              "m" + random.nextInt(3),
              "r" + random.nextInt(5_000),
              "",
              new Usage(
                  random.nextInt(9_000),
                  random.nextInt(900),
                  random.nextInt(90_000),
                  random.nextInt(9_000),
                  random.nextInt(9_000),
                  random.nextInt(2)));
    };
  }

  private void check() {
    ByteSink out = new ByteSink(1 << 16);
    series.writeTo(Format.TEXT, out);
    Map<String, BigDecimal> byKind = new HashMap<>();
    Map<String, BigDecimal> byUse = new HashMap<>();
    Map<String, BigDecimal> tokens = new HashMap<>();
    Map<String, BigDecimal> month = new HashMap<>();
    out.toString()
        .lines()
        .forEach(line -> {
          Matcher sample = SAMPLE.matcher(line);
          if (sample.matches()) {
            String agent = sample.group(2) + "/" + sample.group(3);
            BigDecimal value = new BigDecimal(sample.group(5));
            BinaryOperator<BigDecimal> sum = BigDecimal::add;
            switch (sample.group(1)) {
              case "agent_cost_usd_total" -> byKind.merge(agent, value, sum);
              case "agent_settled_cost_usd_total", "agent_open_cost_usd" ->
                  byUse.merge(agent, value, sum);
              case "agent_tokens_consumed_total" -> tokens.merge(agent, value, sum);
              case "agent_to_date_tokens" -> {
                if (sample.group(4).contains("month")) {
                  month.merge(agent, value, sum);
                }
              }
              default -> {}
            }
          }
        });
    // Decimals, not doubles: below $999 each is exact to the pico-dollar.
    assertThat(plain(byUse)).isEqualTo(plain(byKind));
    assertThat(plain(month)).isEqualTo(plain(tokens));
  }

  private static Map<String, String> plain(Map<String, BigDecimal> amounts) {
    Map<String, String> plain = new HashMap<>();
    amounts.forEach(
        (agent, amount) -> plain.put(agent, amount.stripTrailingZeros().toPlainString()));
    return plain;
  }
}
