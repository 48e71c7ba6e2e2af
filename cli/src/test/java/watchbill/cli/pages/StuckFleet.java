package watchbill.cli.pages;

import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.rules.FleetOptions;
import watchbill.embedded.CheckpointListener;
import watchbill.embedded.EmbeddedProcessor;
import watchbill.embedded.Position;
import watchbill.exporter.Exporter;
import watchbill.exporter.ExporterConfig;
import watchbill.exporter.ExporterParts;
import watchbill.exporter.agents.InProcessFeed;
import watchbill.exporter.health.SourceHealth;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.SimulatedItem;

/// An exporter that shows a simulated fleet, and thousands of agents beside it that are stuck when
/// a test says so: their verdicts are told as signals, since it is not the verdict that is tested.
final class StuckFleet implements AutoCloseable {
  private static final long PROMISE_MILLIS = 20;
  private static final CheckpointListener NO_CHECKPOINTS =
      new CheckpointListener() {
        @Override
        public void saved(Position position, int bytes) {}

        @Override
        public void failed(String reason) {}
      };

  private final Hurry hurry;
  private final InProcessFeed feed = new InProcessFeed();
  private final EmbeddedProcessor processor;
  private final Exporter exporter;
  private final SourceHealth activity;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread player = new Thread(this::play, "fleet");
  private volatile Iterator<SimulatedItem> items = Collections.emptyIterator();
  private volatile long startMillis;
  private @Nullable SimulatedItem next;

  /// An exporter that can be scraped, and shows nobody yet.
  StuckFleet(Hurry hurry) throws IOException, InterruptedException {
    this.hurry = hurry;
    activity = new SourceHealth("nats", hurry.clock());
    activity.heard();
    exporter =
        new Exporter(ExporterConfig.DEFAULT.withPort(0), ExporterParts.of("test", activity));
    feed.subscribe(exporter.agents());
    processor =
        new EmbeddedProcessor(
            new EmbeddedProcessor.Options(1, FleetOptions.DEFAULT, null, System::nanoTime),
            feed,
            NO_CHECKPOINTS,
            (_, bug) -> {
              throw new AssertionError(bug);
            });
    exporter.start();
    processor.start();
    processor.whenApplied(exporter.agents()::publish);
    player.setDaemon(true);
    player.start();
  }

  /// Plays this fleet, which starts now; once.
  void play(FleetPlan plan) {
    Instant now = hurry.clock().instant();
    startMillis = now.toEpochMilli();
    items = new Simulation(plan.startingAt(now));
  }

  /// Where it can be scraped.
  int port() {
    return exporter.port();
  }

  /// So many agents of a tenant make the same call again and again from now on.
  void stick(String tenant, int agents) {
    long now = hurry.clock().millis();
    for (int number = 0; number < agents; number++) {
      AgentKey agent = new AgentKey(tenant, "worker-" + number);
      feed.accept(new Signal.RoleLearned(agent, now, "worker"));
      feed.accept(new Signal.ActivityChanged(agent, now, AgentActivity.STUCK));
      feed.accept(
          new Signal.AgentStuck(
              agent,
              now,
              StuckCause.REPEAT_LOOP,
              now,
              Evidence.of(RuleKind.EXACT_REPEAT, "the same call")));
    }
  }

  /// They go on.
  void free(String tenant, int agents) {
    long now = hurry.clock().millis();
    for (int number = 0; number < agents; number++) {
      AgentKey agent = new AgentKey(tenant, "worker-" + number);
      feed.accept(new Signal.AgentFreed(agent, now, StuckCause.REPEAT_LOOP));
      feed.accept(new Signal.ActivityChanged(agent, now, AgentActivity.WORKING));
    }
  }

  @Override
  public void close() throws IOException {
    ended.countDown();
    try {
      player.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    exporter.stop();
    processor.close();
  }

  private void play() {
    try {
      while (!ended.await(PROMISE_MILLIS, TimeUnit.MILLISECONDS)) {
        long now = hurry.of(Instant.now()).toEpochMilli();
        hearUntil(now);
        activity.heard();
        processor.caughtUp(now);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void hearUntil(long now) throws InterruptedException {
    while (true) {
      if (next == null && items.hasNext()) {
        next = items.next();
      }
      SimulatedItem item = next;
      if (item == null || startMillis + item.afterMillis() > now) {
        return;
      }
      next = null;
      if (item instanceof SimulatedItem.AgentSpoke spoken) {
        processor.hear(spoken.activity());
      }
    }
  }
}
