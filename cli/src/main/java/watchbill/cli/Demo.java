package watchbill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import watchbill.connectors.config.DurationText;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchListener;
import watchbill.core.AgentIdentity;
import watchbill.core.money.Calendars;
import watchbill.core.money.Period;
import watchbill.core.money.PicoUsd;
import watchbill.core.rules.CallLimits;
import watchbill.core.rules.FleetOptions;
import watchbill.core.rules.LoopLimits;
import watchbill.core.rules.TalkLimits;
import watchbill.core.rules.TaskLimits;
import watchbill.core.rules.Thresholds;
import watchbill.embedded.EmbeddedProcessor;
import watchbill.exporter.ExporterConfig;
import watchbill.exporter.budgets.Budget;
import watchbill.exporter.health.SourceHealth;
import watchbill.exporter.pods.PodSeries;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.PlantedStory;
import watchbill.simulator.story.TroubleKind;
import watchbill.sources.kubernetes.PodFacts;
import watchbill.sources.nats.ActivitySource;
import watchbill.sources.nats.SubjectPattern;

/// A station with a simulated fleet as its source, told on a terminal while it runs.
final class Demo implements AutoCloseable {
  /// Limits that a minute has room for; the real ones are ten minutes and more. Tight enough to be
  /// used up within a minute, so that there is something to see.
  private static final SpendConfig BUDGETS =
      new SpendConfig(
          Calendars.UTC,
          List.of(
              new Budget(
                  "all-agents",
                  "",
                  Set.of(),
                  Set.of(),
                  Period.DAY,
                  false,
                  OptionalLong.of(2 * PicoUsd.DOLLAR),
                  OptionalLong.of(10_000_000)),
              new Budget(
                  "each-backend",
                  "",
                  Set.of("backend"),
                  Set.of(),
                  Period.DAY,
                  true,
                  OptionalLong.empty(),
                  OptionalLong.of(2_000_000))));

  private static final Thresholds SHORT =
      new Thresholds(
          Duration.ofSeconds(8),
          Duration.ofSeconds(8),
          Duration.ofSeconds(12),
          Duration.ofSeconds(60),
          5,
          3,
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          LoopLimits.DEFAULT.lasting(Duration.ofSeconds(1)),
          TaskLimits.DEFAULT,
          new CallLimits(
              Duration.ofSeconds(8), Duration.ofMinutes(5), CallLimits.DEFAULT.humanTools()),
          TalkLimits.DEFAULT);

  private static final Set<TroubleKind> TROUBLES = troubles();

  private static final long SEED = 20_261_122;
  private static final int TENANTS = 3;
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final Duration TICKED = Duration.ofSeconds(1);
  private static final Duration REDRAWN = Duration.ofSeconds(1);
  private static final Duration REPEATED = Duration.ofSeconds(5);

  private final InstantSource clock = InstantSource.system();
  private final long startMillis = clock.millis();
  private final FleetView fleet = new FleetView();
  private final DemoScreen screen = new DemoScreen(fleet);
  private final SourceHealth activity = new SourceHealth("nats", clock);
  private final SourceHealth cluster = new SourceHealth("kubernetes", clock);
  private final PodSeries pods =
      new PodSeries(AgentIdentity.DEFAULT, PodSeries.DEFAULT_STALE_AFTER);
  private final DemoCluster priced = new DemoCluster(clock);
  private final Terminal terminal;
  private final Duration lasting;
  private final Station station;
  private long outageToldUntilMillis;
  private final ActivitySource source;

  /// Starts the station and says where to look at it.
  Demo(PrintWriter out, Duration lasting, int agents, int port) throws IOException {
    this.terminal = Terminal.of(out);
    this.lasting = lasting;
    this.station =
        new Station(
            new EmbeddedProcessor.Options(
                1, FleetOptions.DEFAULT.with(SHORT).with(Prices.shipped()), null, System::nanoTime),
            clock);
    station.subscribe(fleet);
    station.budgets(BUDGETS, Duration.ofSeconds(5));
    FleetPlan plan =
        FleetPlan.of(SEED, agents, Math.min(TENANTS, agents))
            .startingAt(Instant.ofEpochMilli(startMillis))
            .lasting(lasting)
            .at(Pace.DEMO)
            .with(TROUBLES);
    WatchListener<PodView> listeners =
        WatchListener.all(
            List.of(pods, priced, new PodFacts(AgentIdentity.DEFAULT, station.processor())));
    ActivitySeries tail =
        new ActivitySeries(
            SimulatedTail.STREAM,
            new SimulatedTail(
                new Simulation(plan), startMillis, clock, listeners, this::tellStory));
    NoDeadLetters deadLetters = new NoDeadLetters();
    ActivityProgress progress = new ActivityProgress(station, activity);
    this.source =
        new ActivitySource(
            tail,
            ActivityProgress.from(station.processor(), SimulatedTail.STREAM),
            SubjectPattern.of("agents.{tenant}.{agent}.activity"),
            station.processor(),
            progress,
            deadLetters);
    pods.onReplace(List.of(), startMillis);
    int scraped =
        station.start(
            ExporterConfig.DEFAULT.withPort(port),
            activity,
            List.of(cluster),
            shown(tail.series(source.counts(), deadLetters)));
    introduce(agents, scraped);
  }

  /// What is shown beside agents and health.
  private List<ExpositionSource> shown(ExpositionSource intake) {
    List<ExpositionSource> shown = new ArrayList<>(List.of(pods, intake));
    shown.addAll(priced.series());
    return shown;
  }

  /// Plays the fleet to its end.
  void play() throws InterruptedException {
    long end = startMillis + lasting.toMillis();
    Duration every = terminal.isLive() ? REDRAWN : REPEATED;
    long shown = startMillis;
    long ticked = 0;
    for (long now = clock.millis(); now < end; now = clock.millis()) {
      if (station.bug().isDone()) {
        throw new IllegalStateException("the processing ended", station.bug().join());
      }
      cluster.heard();
      if (now - ticked >= TICKED.toMillis()) {
        ticked = now;
        priced.tick();
      }
      source.step(PATIENCE);
      if (now - shown >= every.toMillis()) {
        shown = now;
        show(now);
      }
    }
    show(end);
  }

  @Override
  public void close() throws IOException {
    station.close();
  }

  private void introduce(int agents, int port) {
    String at = "http://localhost:" + port;
    terminal.say("Watchbill is watching a simulated fleet of " + agents + " agents.");
    terminal.say("");
    terminal.say("  look      " + at + "/");
    terminal.say("  metrics   " + at + "/metrics");
    terminal.say("  health    " + at + "/-/healthy   " + at + "/-/ready");
    terminal.say("  try       curl -s " + at + "/metrics | grep agent_stuck");
    terminal.say("            ./watchbill explain AGENT --at " + at);
    terminal.say("");
    terminal.say(
        "Limits are shortened for the demo: %s in a tool, %s without a tool call, %s for an answer"
            .formatted(
                DurationText.of(SHORT.toolHang()),
                DurationText.of(SHORT.noToolCall()),
                DurationText.of(SHORT.answer())));
    terminal.say(
        "(really %s, %s and %s). Ctrl-C ends it."
            .formatted(
                DurationText.of(Thresholds.DEFAULT.toolHang()),
                DurationText.of(Thresholds.DEFAULT.noToolCall()),
                DurationText.of(Thresholds.DEFAULT.answer())));
    terminal.say("");
  }

  private static Set<TroubleKind> troubles() {
    Set<TroubleKind> troubles = EnumSet.copyOf(TroubleKind.ORDINARY);
    troubles.add(TroubleKind.CALL_CYCLE);
    troubles.add(TroubleKind.COMPACTION_THRASH);
    troubles.add(TroubleKind.LATE_TASK);
    return troubles;
  }

  private void tellStory(PlantedStory story) {
    if (story.kind() == TroubleKind.PROVIDER_OUTAGE) {
      // It befalls many agents at once, and is one story.
      if (story.fromMillis() < outageToldUntilMillis) {
        return;
      }
      outageToldUntilMillis = story.untilMillis();
    }
    terminal.say(
        "%3d s  what happens: %s: %s"
            .formatted(
                (story.fromMillis() - startMillis) / 1_000,
                story.kind() == TroubleKind.PROVIDER_OUTAGE ? "many agents" : story.agent(),
                story.what()));
  }

  private void show(long nowMillis) {
    Duration elapsed = Duration.ofMillis(nowMillis - startMillis);
    List<String> lines = screen.lines(elapsed, nowMillis);
    if (terminal.isLive()) {
      terminal.draw(lines);
    } else {
      lines.forEach(terminal::say);
    }
  }
}
