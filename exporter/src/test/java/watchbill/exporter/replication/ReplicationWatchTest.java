package watchbill.exporter.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import watchbill.connectors.access.Address;
import watchbill.connectors.kafka.Sasl;
import watchbill.exporter.health.SourceHealth;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;

@Timeout(60)
class ReplicationWatchTest {
  private static final Duration OFTEN = Duration.ofMillis(5);

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final ReplicationWatch watch =
      new ReplicationWatch(Duration.ofMinutes(1), () -> Instant.ofEpochMilli(now.get()));

  @Test
  void showsAStoreUntilItIsStaleAndSaysThatItsSourceIsDown() {
    AtomicBoolean answers = new AtomicBoolean(true);
    watch.add(name("one"), new Scripted(answers), OFTEN);
    SourceHealth health = watch.sources().getFirst();
    assertThat(health.source()).isEqualTo("replication:one");
    assertThat(health.up()).isFalse();

    watch.start();
    await().until(() -> page().contains("replication_leaders"));
    await().until(health::up);

    answers.set(false);
    await().until(() -> !health.up());
    assertThat(health.readiness().words()).contains("one is not at home");
    assertThat(health.readiness().ready()).isTrue();
    assertThat(page()).contains("store=\"one\"");

    now.addAndGet(60_001);
    await().until(() -> page().isEmpty());

    answers.set(true);
    await().until(() -> page().contains("store=\"one\""));
    watch.close();
  }

  @Test
  void isNotHeldUpByAStoreThatHangs() {
    CountDownLatch hanging = new CountDownLatch(1);
    watch.add(
        name("hanging"),
        _ -> {
          hanging.await();
          throw new IOException("never");
        },
        OFTEN);
    watch.add(name("one"), new Scripted(new AtomicBoolean(true)), OFTEN);

    watch.start();
    await().until(() -> page().contains("store=\"one\""));
    watch.close();

    assertThat(hanging.getCount()).isEqualTo(1);
    assertThat(watch.sources().get(0).up()).isFalse();
    assertThat(watch.sources().get(1).up()).isTrue();
  }

  @Test
  void closesItsProbes() {
    Scripted probe = new Scripted(new AtomicBoolean(true));
    watch.add(name("one"), probe, OFTEN);
    watch.start();
    await().until(() -> page().contains("store=\"one\""));

    watch.close();

    assertThat(probe.closed).isTrue();
  }

  @Test
  void hasAProbeForEverySystem() {
    List<StoreSettings> settings =
        List.of(
            new StoreSettings.Redis(),
            new StoreSettings.Postgresql("postgres"),
            new StoreSettings.MemorySpine(9090, Optional.empty()),
            new StoreSettings.Kafka(Sasl.PLAIN, Pattern.compile(".*")));
    ReplicationConfig config =
        new ReplicationConfig(
            settings.stream()
                .map(each ->
                    new StoreConfig(
                        name(each.getClass().getSimpleName()),
                        List.of(new Address("127.0.0.1", 1)),
                        "",
                        Optional.empty(),
                        false,
                        Duration.ofSeconds(1),
                        OptionalInt.empty(),
                        each))
                .toList(),
            Duration.ofMillis(200),
            Duration.ofMinutes(1));

    try (ReplicationWatch real = new ReplicationWatch(config, InstantSource.system())) {
      real.start();
      for (SourceHealth health : real.sources()) {
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> health.readiness().words().contains("127.0.0.1:1: "));
      }
      assertThat(real.sources())
          .extracting(SourceHealth::source)
          .containsExactly(
              "replication:Redis",
              "replication:Postgresql",
              "replication:MemorySpine",
              "replication:Kafka");
    }
  }

  private static StoreName name(String store) {
    return new StoreName("", store, "redis");
  }

  private String page() {
    ByteSink out = new ByteSink(1_000);
    int _ = watch.series().getFirst().writeTo(Format.TEXT, out);
    return out.toString();
  }

  /// A store with a leader, as long as it is at home.
  private static final class Scripted implements StoreProbe {
    private final AtomicBoolean answers;
    private volatile boolean closed;

    Scripted(AtomicBoolean answers) {
      this.answers = answers;
    }

    @Override
    public StoreReport look(long nowMillis) throws IOException {
      if (!answers.get()) {
        throw new IOException("one is not at home");
      }
      return StoreReport.of(List.of(), OptionalInt.of(1), OptionalInt.empty(), OptionalInt.empty());
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
