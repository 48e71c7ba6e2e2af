package watchbill.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import watchbill.cli.pages.Hurry;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.core.AgentIdentity;
import watchbill.core.Signal;
import watchbill.core.rules.FleetOptions;
import watchbill.core.rules.Thresholds;
import watchbill.embedded.EmbeddedProcessor;
import watchbill.exporter.ExporterConfig;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.pods.PodSeries;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.PlantedStory;
import watchbill.simulator.story.SimulatedItem;
import watchbill.sources.kubernetes.PodFacts;
import watchbill.sources.nats.ActivitySource;
import watchbill.sources.nats.SubjectPattern;

/// The demo's station in a world that is in a hurry: it plays a simulated fleet on a thread of its
/// own and can be scraped.
final class HurriedFleet implements AutoCloseable {
  private static final long TICK_MILLIS = 10_000;
  private static final Duration PATIENCE = Duration.ofMillis(200);

  /// A signal, and when it came by the machine's clock.
  record Heard(Instant at, Signal signal) {}

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final List<PlantedStory> planted = new CopyOnWriteArrayList<>();
  private final InstantSource clock;
  private final Station station;
  private final PodSeries pods =
      new PodSeries(AgentIdentity.DEFAULT, PodSeries.DEFAULT_STALE_AFTER);
  private final SourceHealth cluster;
  private final WatchListener<PodView> listeners;
  private final DemoCluster priced;
  private final HurriedTail tail;
  private final ActivitySource source;
  private final Thread player = new Thread(this::play, "fleet");
  private final int port;
  private volatile boolean ended;

  /// A station that runs, and hears of nobody yet.
  HurriedFleet(Thresholds thresholds, Hurry hurry) throws IOException {
    clock = hurry.clock();
    SourceHealth activity = new SourceHealth("nats", clock);
    cluster = new SourceHealth("kubernetes", clock);
    priced = new DemoCluster(clock);
    station =
        new Station(
            new EmbeddedProcessor.Options(
                1, FleetOptions.DEFAULT.with(thresholds).with(Prices.shipped()), null, System::nanoTime),
            clock);
    station.subscribe(this::hear);
    listeners =
        WatchListener.all(
            List.of(pods, priced, new PodFacts(AgentIdentity.DEFAULT, station.processor())));
    tail = new HurriedTail(hurry, this::happens);
    ActivitySeries series = new ActivitySeries(SimulatedTail.STREAM, tail);
    NoDeadLetters deadLetters = new NoDeadLetters();
    source =
        new ActivitySource(
            series,
            ActivityProgress.from(station.processor(), SimulatedTail.STREAM),
            SubjectPattern.of("agents.{tenant}.{agent}.activity"),
            station.processor(),
            new ActivityProgress(station, activity),
            deadLetters);
    pods.onReplace(List.of(), clock.millis());
    List<ExpositionSource> shown =
        new ArrayList<>(List.of(pods, series.series(source.counts(), deadLetters)));
    shown.addAll(priced.series());
    port =
        station.start(ExporterConfig.DEFAULT.withPort(0), activity, List.of(cluster), shown);
    player.setDaemon(true);
    player.start();
  }

  /// Plays this fleet, which starts now; once. Gives when that is in this world.
  Instant play(FleetPlan plan) {
    return tail.play(start -> new Simulation(plan.startingAt(start)));
  }

  /// Where it can be scraped.
  int port() {
    return port;
  }

  /// The stories that have begun, in the order of their beginnings.
  List<PlantedStory> planted() {
    return planted;
  }

  /// Of what was said of agents and tenants, the first that is like this.
  Optional<Heard> first(Predicate<Signal> like) {
    return heard.stream().filter(one -> like.test(one.signal())).findFirst();
  }

  /// How much later than planned something was played at most, in this world's time.
  Duration latest() {
    return Duration.ofMillis(tail.latestMillis());
  }

  @Override
  public void close() throws IOException {
    ended = true;
    try {
      player.join(10_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    station.close();
  }

  private void play() {
    try {
      long ticked = 0;
      while (!ended) {
        long now = clock.millis();
        if (now - ticked >= TICK_MILLIS) {
          ticked = now;
          cluster.heard();
          priced.tick();
        }
        source.step(PATIENCE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void happens(SimulatedItem item) throws InterruptedException {
    switch (item) {
      case SimulatedItem.PodChanged changed ->
          listeners.onUpsert(SimulatedTail.view(changed.pod()), clock.millis());
      case SimulatedItem.TroubleBegan began -> planted.add(began.story());
      // What the cluster says is read from the pods, as from a real one.
      case SimulatedItem.AgentSpoke _,
          SimulatedItem.ClusterSpoke _,
          SimulatedItem.TroubleEnded _ -> {}
    }
  }

  private void hear(Signal signal) {
    switch (signal) {
      case Signal.AgentStuck _,
          Signal.AgentFreed _,
          Signal.AgentSuspect _,
          Signal.TelemetryGap _,
          Signal.DeadlinesMissed _,
          Signal.TasksDuplicated _,
          Signal.TasksBounced _,
          Signal.IncidentBegan _,
          Signal.IncidentEnded _ ->
          heard.add(new Heard(Instant.now(), Objects.requireNonNull(signal)));
      default -> {}
    }
  }
}
