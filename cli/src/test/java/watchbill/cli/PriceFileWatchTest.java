package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.ModelBill;
import watchbill.core.rules.FleetOptions;
import watchbill.embedded.CheckpointListener;
import watchbill.embedded.EmbeddedProcessor;
import watchbill.embedded.Position;
import watchbill.exporter.health.SourceHealth;

class PriceFileWatchTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String NOBODY = prices("other", "5");

  private final AtomicReference<ModelBill> bill = new AtomicReference<>();
  @TempDir Path folder;

  @Test
  void takesOverWhatChangesAndKeepsTheOldPricesWhenItIsBroken() throws Exception {
    Path file = folder.resolve("prices.json");
    Files.writeString(file, NOBODY);
    SourceHealth health = new SourceHealth("prices", InstantSource.system());
    try (EmbeddedProcessor processor = processor();
        PriceFileWatch watch =
            new PriceFileWatch(file, Duration.ofMillis(20), processor, health)) {
      processor.start();
      watch.start();
      processor.hear(answer("r1"));
      await().atMost(SOON).until(() -> bill.get() != null && bill.get().responses() == 1);
      assertThat(bill.get().cost().total()).isZero();

      replace(file, prices("m", "-5"));
      await().atMost(SOON).until(() -> !health.up());
      assertThat(health.readiness().toString())
          .contains("kept the old prices: prices[0].usd_per_million_tokens.input: want");

      replace(file, prices("m", "5"));
      await().atMost(SOON).until(() -> bill.get().pricedLaterTokens() == 1_000);
      assertThat(bill.get().cost().total()).isEqualTo(5_000_000_000L);
      assertThat(health.up()).isTrue();

      processor.hear(answer("r2"));
      await().atMost(SOON).until(() -> bill.get().responses() == 2);
      assertThat(bill.get().unpricedTokens()).isEqualTo(1_000);
    }
  }

  private EmbeddedProcessor processor() throws IOException {
    return new EmbeddedProcessor(
        new EmbeddedProcessor.Options(1, FleetOptions.DEFAULT, null, System::nanoTime),
        signal -> {
          if (signal instanceof Signal.TokensConsumed spent) {
            bill.set(spent.bill());
          }
        },
        new CheckpointListener() {
          @Override
          public void saved(Position position, int bytes) {}

          @Override
          public void failed(String reason) {
            throw new AssertionError(reason);
          }
        },
        (_, failure) -> {
          throw new AssertionError(failure);
        });
  }

  private static Activity answer(String response) {
    long at = 1_790_000_000_000L;
    return new Activity(
        new AgentKey("t", "a"),
        response,
        at,
        new AgentEvent.ModelAnswered(
            at, "anthropic", "m", response, "", new Usage(1_000, 0, 0, 0, 0)));
  }

  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling("fresh");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String prices(String model, String input) {
    return """
        {"prices":[{"provider":"anthropic","model":"%s","valid_from":"2026-01-01","source":"test",
          "usd_per_million_tokens":{"input":%s,"output":25,"cache_read":0.5,"cache_write_5m":6.25,
          "cache_write_1h":10}}]}
        """
        .formatted(model, input);
  }
}
