package watchbill.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import watchbill.core.Activity;
import watchbill.core.ClusterFact;
import watchbill.core.money.PriceBook;
import watchbill.core.port.ActivityIntake;
import watchbill.core.port.SignalSink;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.core.state.StateInput;
import watchbill.core.time.SourceClock;

/// The stream processor in one JVM. Tenants are spread over partitions; time passes for all of them
/// as the one source of activity promises; a checkpoint is a cut through all partitions at one
/// position of the stream.
///
/// The methods of the activity source ([#hear(Activity)], [#passed], [#caughtUp], [#down]) are for
/// one thread, in the order of the stream; facts of the cluster may come from another.
public final class EmbeddedProcessor implements ActivityIntake, AutoCloseable {
  private static final String ACTIVITY = "activity";

  /// How much time passes at least between two looks at the deadlines.
  private static final long STRIDE_MILLIS = 1_000;

  private final List<Partition> partitions = new ArrayList<>();
  private final @Nullable CheckpointWriter checkpoints;
  private final long checkpointNanos;
  private final LongSupplier nanos;
  private final SourceClock clock;
  private final List<String> refusals;

  private @Nullable Position position;
  private @Nullable Position cutAt;
  private long cutAtNanos;
  private volatile long nowMillis;

  /// What it works with.
  ///
  /// @param partitions how many, from 1 to 64, when there is no checkpoint that says otherwise
  /// @param nanos a clock that only says how much time went by between checkpoints
  public record Options(
      int partitions, FleetOptions fleet, @Nullable CheckpointPlan checkpoint, LongSupplier nanos) {
    public Options {
      if (partitions < 1 || partitions > 64) {
        throw new IllegalArgumentException("process.partitions: want 1 to 64, have " + partitions);
      }
    }
  }

  /// Makes a processor, from its last checkpoint when there is one. Nothing runs before [#start].
  ///
  /// @param out takes the signals, from all partitions' threads
  /// @param failed takes the bug that ended a partition
  /// @throws IOException when the checkpoints cannot be read
  /// @throws IllegalStateException when another process uses their directory
  public EmbeddedProcessor(
      Options options,
      SignalSink out,
      CheckpointListener listener,
      Thread.UncaughtExceptionHandler failed)
      throws IOException {
    this(options, out, AppliedListener.NONE, listener, failed);
  }

  /// The same, whose applied events and facts somebody hears.
  ///
  /// @param applied called from all partitions' threads
  public EmbeddedProcessor(
      Options options,
      SignalSink out,
      AppliedListener applied,
      CheckpointListener listener,
      Thread.UncaughtExceptionHandler failed)
      throws IOException {
    nanos = options.nanos();
    List<Fleet> fleets = new ArrayList<>();
    CheckpointPlan plan = options.checkpoint();
    if (plan == null) {
      checkpoints = null;
      checkpointNanos = 0;
      refusals = List.of();
    } else {
      CheckpointDirectory directory = new CheckpointDirectory(plan.directory());
      checkpoints = new CheckpointWriter(directory, listener);
      checkpointNanos = plan.every().toNanos();
      Checkpoint last = directory.load();
      refusals = List.copyOf(directory.refusals());
      if (last != null) {
        position = last.position();
        cutAt = last.position();
        for (byte[] saved : last.fleets()) {
          fleets.add(Fleet.restore(new StateInput(saved), options.fleet()));
        }
      }
    }
    while (fleets.isEmpty() || (position == null && fleets.size() < options.partitions())) {
      fleets.add(new Fleet(options.fleet()));
    }
    clock = new SourceClock(fleets.stream().mapToLong(Fleet::nowMillis).max().orElse(0));
    nowMillis = clock.nowMillis();
    for (Fleet fleet : fleets) {
      partitions.add(new Partition("partition-" + partitions.size(), fleet, out, applied, failed));
    }
  }

  /// Where the stream has to go on, or null when it has to begin.
  public @Nullable Position position() {
    return position;
  }

  /// Whether checkpoints are written.
  public boolean isCheckpointed() {
    return checkpoints != null;
  }

  /// Checkpoint files that were damaged and passed over, each with the reason.
  public List<String> refusals() {
    return refusals;
  }

  /// Starts the partitions. Each first tells what it knew before the restart.
  public void start() {
    cutAtNanos = nanos.getAsLong();
    partitions.forEach(Partition::start);
  }

  @Override
  public void hear(Activity activity) throws InterruptedException {
    unheard(clock.heard(ACTIVITY, activity.heardAtMillis()));
    partitionOf(activity.agent().tenant()).take(new Step.Hear(notBeforeNow(activity)));
  }

  /// Time that has passed for the partitions has passed for what comes now, even when the stream's
  /// clock went back: the agent was not silent before it was heard.
  private Activity notBeforeNow(Activity activity) {
    return activity.heardAtMillis() >= nowMillis
        ? activity
        : new Activity(activity.agent(), activity.id(), nowMillis, activity.event());
  }

  /// Dates the fact no later than the activity that has been heard: the cluster's news do not let
  /// time pass for the agents. Before any activity it is dated when it happened, since what the
  /// stream still holds may be older than the news.
  @Override
  public void hear(ClusterFact fact, long heardAtMillis) throws InterruptedException {
    long now = nowMillis;
    long at = Math.min(now == 0 ? fact.atMillis() : now, heardAtMillis);
    partitionOf(fact.agent().tenant()).take(new Step.Learn(fact, at));
  }

  /// The activity source has brought everything up to this position.
  public void passed(Position position) throws InterruptedException {
    this.position = position;
    unheard(clock.heard(ACTIVITY, position.storedAtMillis()));
    passTime();
    checkpointWhenDue();
  }

  /// The activity source is up and has brought everything that happened before `atMillis`.
  public void caughtUp(long atMillis) throws InterruptedException {
    unheard(clock.caughtUp(ACTIVITY, atMillis));
    passTime();
    checkpointWhenDue();
  }

  /// The activity source cannot be heard any more: time stands still until it is back.
  public void down() {
    clock.down(ACTIVITY);
  }

  /// The stream went back: it goes on from this position.
  public void regressed(Position position) {
    this.position = position;
  }

  /// How many events were dropped because one with the same id had been applied, since the start.
  /// From any thread.
  public long duplicates() {
    return partitions.stream().mapToLong(Partition::duplicates).sum();
  }

  /// Runs `then` when everything that was brought before has been applied, on a partition's thread.
  public void whenApplied(Runnable then) throws InterruptedException {
    AtomicInteger missing = new AtomicInteger(partitions.size());
    look(_ -> {
      if (missing.decrementAndGet() == 0) {
        then.run();
      }
    });
  }

  /// Goes by these prices from this point of the stream on: see [Fleet#reprice]. From any thread.
  public void reprice(PriceBook prices) throws InterruptedException {
    for (Partition partition : partitions) {
      partition.take(new Step.Reprice(prices));
    }
  }

  /// Looks at each fleet at this point of the stream, on its own thread.
  public void look(Consumer<Fleet> look) throws InterruptedException {
    for (Partition partition : partitions) {
      partition.take(new Step.Look(look));
    }
  }

  /// Writes a last checkpoint and ends the partitions.
  @Override
  public void close() throws IOException {
    try {
      if (checkpoints != null && position != null && !position.equals(cutAt)) {
        cut(checkpoints, position);
      }
      for (Partition partition : partitions) {
        partition.stop();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      if (checkpoints != null) {
        checkpoints.close();
      }
    }
  }

  private void passTime() throws InterruptedException {
    long now = clock.nowMillis();
    if (now - nowMillis >= STRIDE_MILLIS) {
      nowMillis = now;
      for (Partition partition : partitions) {
        partition.take(new Step.PassTime(now));
      }
    }
  }

  private void unheard(SourceClock.@Nullable Outage outage) throws InterruptedException {
    if (outage != null) {
      for (Partition partition : partitions) {
        partition.take(new Step.Unheard(outage.fromMillis(), outage.toMillis()));
      }
    }
  }

  private void checkpointWhenDue() throws InterruptedException {
    if (checkpoints != null
        && position != null
        && !position.equals(cutAt)
        && nanos.getAsLong() - cutAtNanos >= checkpointNanos
        && !checkpoints.isBusy()) {
      cut(checkpoints, position);
    }
  }

  private void cut(CheckpointWriter writer, Position position) throws InterruptedException {
    cutAt = position;
    cutAtNanos = nanos.getAsLong();
    CheckpointWriter.Cut cut = writer.begin(position, partitions.size());
    for (int i = 0; i < partitions.size(); i++) {
      int number = i;
      partitions.get(i).take(new Step.Look(fleet -> cut.bring(number, fleet)));
    }
  }

  private Partition partitionOf(String tenant) {
    int hash = tenant.hashCode() * 0x9E3779B9;
    return partitions.get((hash >>> 16) % partitions.size());
  }
}
