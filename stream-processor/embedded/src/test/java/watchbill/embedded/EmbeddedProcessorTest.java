package watchbill.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.port.SignalSink;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;

class EmbeddedProcessorTest {
  private static final long START = 1_770_000_000_000L;
  private static final long HOUR = 3_600_000;

  private static final CheckpointListener UNTROUBLED =
      new CheckpointListener() {
        @Override
        public void saved(Position position, int bytes) {}

        @Override
        public void failed(String reason) {
          throw new AssertionError(reason);
        }
      };

  @TempDir Path directory;

  @Test
  void accusesASilentAgentAsTimePassesWithoutEvents() throws Exception {
    List<Signal> signals = new CopyOnWriteArrayList<>();
    try (EmbeddedProcessor processor = processor(null, 1, signals::add)) {
      processor.start();
      processor.hear(heard("a", START, new AgentEvent.ToolStarted(START, "c", "Bash", "h")));
      processor.caughtUp(START + HOUR);
    }
    assertThat(stuck(signals)).containsExactly(StuckCause.TOOL_HANG + " at +600 s");
  }

  @Test
  void tellsWhatWasAppliedOnceAfterItsSignals() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    AgentKey agent = new AgentKey("t", "a");
    Activity began = heard("a", START, new AgentEvent.TaskStarted(START, "task", ""));
    ClusterFact ready = new ClusterFact.PodReady(agent, START, "pod");
    AppliedListener listener =
        new AppliedListener() {
          @Override
          public void applied(Activity activity) {
            told.add("applied " + activity.id());
          }

          @Override
          public void applied(ClusterFact fact) {
            told.add("applied " + fact.pod());
          }
        };
    try (EmbeddedProcessor processor =
        new EmbeddedProcessor(
            new EmbeddedProcessor.Options(1, FleetOptions.DEFAULT, null, () -> 0),
            signal -> told.add(signal.getClass().getSimpleName()),
            listener,
            UNTROUBLED,
            (thread, failure) -> {
              throw new AssertionError(thread.getName(), failure);
            })) {
      processor.start();
      processor.hear(began);
      processor.hear(began);
      processor.hear(ready, START);
    }
    assertThat(told)
        .startsWith("ProgressMade")
        .containsOnlyOnce("applied " + began.id())
        .endsWith("applied " + began.id(), "applied pod");
  }

  @Test
  void accusesNobodyWhileItsSourceIsDown() throws Exception {
    List<Signal> signals = new CopyOnWriteArrayList<>();
    try (EmbeddedProcessor processor = processor(null, 1, signals::add)) {
      processor.start();
      processor.hear(heard("a", START, new AgentEvent.ToolStarted(START, "c", "Bash", "h")));
      processor.caughtUp(START + 60_000);
      processor.down();
      processor.caughtUp(START + HOUR);
      processor.caughtUp(START + HOUR + 599_000);
      settle(processor, 1);
      assertThat(stuck(signals)).isEmpty();
      processor.caughtUp(START + HOUR + 605_000);
    }
    // 60 s before the outage and 540 s after it and after the minute in which agents come back.
    assertThat(stuck(signals)).containsExactly(StuckCause.TOOL_HANG + " at +4200 s");
  }

  @Test
  void hearsWhatWasSaidDuringAnOutageBeforeItAccuses() throws Exception {
    List<Signal> signals = new CopyOnWriteArrayList<>();
    try (EmbeddedProcessor processor = processor(null, 1, signals::add)) {
      processor.start();
      processor.hear(heard("a", START, new AgentEvent.ToolStarted(START, "c", "Bash", "h")));
      processor.down();
      long late = START + HOUR;
      processor.hear(
          heard(
              "a",
              late,
              new AgentEvent.ToolFinished(late, "c", "Bash", "h", "r", ToolOutcome.OK, "")));
      processor.caughtUp(late + 1_000);
    }
    assertThat(stuck(signals)).isEmpty();
  }

  @Test
  void accusesNobodyBecauseTheClockOfTheStreamWentBack() throws Exception {
    List<Signal> signals = new CopyOnWriteArrayList<>();
    try (EmbeddedProcessor processor = processor(null, 1, signals::add)) {
      processor.start();
      processor.caughtUp(START + HOUR);
      long earlier = START + HOUR / 2;
      processor.hear(heard("a", earlier, new AgentEvent.ToolStarted(earlier, "c", "Bash", "h")));
      processor.caughtUp(START + HOUR + 60_000);
      settle(processor, 1);
      assertThat(stuck(signals)).isEmpty();
      processor.caughtUp(START + HOUR + 660_000);
    }
    assertThat(stuck(signals)).containsExactly(StuckCause.TOOL_HANG + " at +4200 s");
  }

  @Test
  void hearsABacklogInItsOwnTimeWhateverTheClusterSaidBefore() throws Exception {
    List<Signal> signals = new CopyOnWriteArrayList<>();
    try (EmbeddedProcessor processor = processor(null, 1, signals::add)) {
      processor.start();
      AgentKey agent = new AgentKey("t", "a");
      processor.hear(new ClusterFact.PodReady(agent, START, "a-0"), START + 9 * HOUR);
      long at = START + HOUR;
      processor.hear(heard("a", at, new AgentEvent.ToolStarted(at, "c", "Bash", "h")));
      processor.caughtUp(START + 9 * HOUR);
    }
    assertThat(stuck(signals)).containsExactly(StuckCause.TOOL_HANG + " at +4200 s");
  }

  @Test
  @Timeout(60)
  void endsWhenABugHasEndedAPartition() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    AtomicLong nanos = new AtomicLong();
    EmbeddedProcessor processor =
        processor(
            directory,
            1,
            _ -> {
              throw new IllegalStateException("a bug");
            },
            nanos,
            (_, _) -> ended.countDown());
    processor.start();
    for (int i = 0; i < 10_000; i++) {
      processor.hear(heard("a", START + i, new AgentEvent.Heartbeat(START + i, 1, 0)));
    }
    processor.passed(new Position("S", 1, 10_000, START + 10_000));
    ended.await();
    processor.close();
    assertThat(Files.exists(directory.resolve("checkpoint-1"))).isFalse();
  }

  @Test
  void countsDuplicatesFromTheStartSoThatAKillDoesNotLowerTheCount() throws Exception {
    for (int run = 0; run < 2; run++) {
      try (EmbeddedProcessor processor = processor(directory, 1, _ -> {})) {
        processor.start();
        for (int i = 0; i < 3; i++) {
          AgentEvent beat = new AgentEvent.Heartbeat(START, 1, 0);
          processor.hear(new Activity(new AgentKey("t", "a"), "run-" + run, START + run, beat));
        }
        processor.passed(new Position("S", 1, 1 + run, START + run));
        CountDownLatch applied = new CountDownLatch(1);
        processor.whenApplied(applied::countDown);
        applied.await();
        assertThat(processor.duplicates()).as("run %d", run).isEqualTo(2);
      }
    }
  }

  @Test
  @Tag("property")
  void givesTheSameTotalsHoweverOftenItIsKilled() throws Exception {
    for (long seed = 0; seed < 12; seed++) {
      List<Activity> stream = stream(seed, 600);
      Map<String, Object> expected = playWithoutKill(stream);
      assertThat(playWithKills(stream, new Random(seed), 1 + (int) seed % 4))
          .as("seed %d", seed)
          .isEqualTo(expected);
    }
  }

  private static Map<String, Object> playWithoutKill(List<Activity> stream) {
    Fleet fleet = new Fleet(FleetOptions.DEFAULT);
    stream.forEach(activity -> fleet.apply(activity, _ -> {}));
    fleet.advance(stream.getLast().heardAtMillis(), _ -> {});
    Map<String, Object> standing = new TreeMap<>();
    fleet.tellAll(totals(standing));
    return standing;
  }

  /// Plays the stream; every now and then takes the checkpoint directory as it lies on the disk,
  /// and goes on from a copy of it with another processor, as after a kill.
  private Map<String, Object> playWithKills(List<Activity> stream, Random random, int partitions)
      throws Exception {
    Path disk = Files.createTempDirectory(directory, "disk");
    AtomicLong nanos = new AtomicLong();
    List<EmbeddedProcessor> killed = new ArrayList<>();
    EmbeddedProcessor processor = processor(disk, partitions, _ -> {}, nanos);
    processor.start();
    int at = 0;
    for (int plays = 0; at < stream.size(); plays++) {
      nanos.addAndGet(random.nextInt(100) * 1_000_000L);
      Activity activity = stream.get(at++);
      processor.hear(activity);
      processor.passed(new Position("S", 1, at, activity.heardAtMillis()));
      if (random.nextInt(60) == 0 && plays < 3_000) {
        Path copy = Files.createTempDirectory(directory, "disk");
        copy(disk, copy);
        killed.add(processor);
        processor = processor(copy, partitions, _ -> {}, nanos);
        processor.start();
        disk = copy;
        Position position = processor.position();
        at = position == null ? 0 : (int) position.sequence();
      }
    }
    processor.caughtUp(stream.getLast().heardAtMillis());
    Map<String, Object> standing = new ConcurrentHashMap<>();
    processor.look(fleet -> fleet.tellAll(totals(standing)));
    settle(processor, partitions);
    processor.close();
    for (EmbeddedProcessor dead : killed) {
      dead.close();
    }
    assertThat(killed).isNotEmpty();
    return new TreeMap<>(standing);
  }

  /// Waits until each partition has done all that it was given.
  private static void settle(EmbeddedProcessor processor, int partitions) throws Exception {
    CountDownLatch done = new CountDownLatch(partitions);
    processor.look(_ -> done.countDown());
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        try {
          Files.copy(file, to.resolve(file.getFileName()));
        } catch (NoSuchFileException _) {
          // It was renamed or replaced meanwhile, as on a disk that is being written.
        }
      }
    }
  }

  private static List<Activity> stream(long seed, int length) {
    Random random = new Random(seed);
    List<Activity> stream = new ArrayList<>();
    long at = START;
    for (int i = 0; i < length; i++) {
      at += random.nextInt(20_000);
      String call = "c" + random.nextInt(4);
      AgentEvent event =
          switch (random.nextInt(5)) {
            case 0 -> new AgentEvent.TaskStarted(at, "k", "kind");
            case 1 -> new AgentEvent.ToolStarted(at, call, "Bash", "h");
            case 2 ->
                new AgentEvent.ToolFinished(
                    at, call, "Bash", "h", "r" + random.nextInt(3), ToolOutcome.OK, "");
            default ->
                new AgentEvent.ModelAnswered(
                    at,
                    "anthropic",
                    "m",
                    "r" + random.nextInt(80),
                    "",
                    new Usage(random.nextInt(900), random.nextInt(900), 5, 0, 1));
          };
      AgentKey agent = new AgentKey("t" + random.nextInt(5), "a" + random.nextInt(3));
      stream.add(new Activity(agent, "e" + random.nextInt(length * 4), at, event));
    }
    return stream;
  }

  private static SignalSink totals(Map<String, Object> standing) {
    return signal -> {
      switch (signal) {
        case Signal.TokensConsumed tokens ->
            standing.put(tokens.agent() + " tokens", List.of(tokens.bill(), tokens.standing()));
        case Signal.ToolCallsEnded calls -> standing.put(calls.agent() + " calls", calls.total());
        case Signal.ActivityChanged change ->
            standing.put(change.agent() + " does", change.activity());
        case Signal.AgentStuck stuck -> standing.put(stuck.agent() + " stuck", stuck.cause());
        default -> {}
      }
    };
  }

  private static EmbeddedProcessor processor(
      @Nullable Path checkpoints, int partitions, SignalSink out) throws IOException {
    return processor(checkpoints, partitions, out, new AtomicLong());
  }

  private static EmbeddedProcessor processor(
      @Nullable Path checkpoints, int partitions, SignalSink out, AtomicLong nanos)
      throws IOException {
    return processor(
        checkpoints,
        partitions,
        out,
        nanos,
        (thread, failure) -> {
          throw new AssertionError(thread.getName(), failure);
        });
  }

  private static EmbeddedProcessor processor(
      @Nullable Path checkpoints,
      int partitions,
      SignalSink out,
      AtomicLong nanos,
      Thread.UncaughtExceptionHandler failed)
      throws IOException {
    return new EmbeddedProcessor(
        new EmbeddedProcessor.Options(
            partitions,
            FleetOptions.DEFAULT,
            checkpoints == null ? null : new CheckpointPlan(checkpoints, Duration.ofMillis(50)),
            nanos::get),
        out,
        UNTROUBLED,
        failed);
  }

  private static Activity heard(String agent, long atMillis, AgentEvent event) {
    return new Activity(new AgentKey("t", agent), event + "@" + atMillis, atMillis, event);
  }

  private static List<String> stuck(List<Signal> signals) {
    return signals.stream()
        .filter(Signal.AgentStuck.class::isInstance)
        .map(Signal.AgentStuck.class::cast)
        .map(stuck -> stuck.cause() + " at +" + (stuck.atMillis() - START) / 1_000 + " s")
        .toList();
  }
}
