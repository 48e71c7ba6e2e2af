package watchbill.embedded;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import watchbill.core.Activity;
import watchbill.core.port.SignalSink;
import watchbill.core.rules.Fleet;

/// One fleet and the one thread that owns it. Everything comes through a bounded queue; when that
/// is full, whoever brings something waits.
final class Partition {
  private static final int QUEUED = 8_192;
  private static final long LOOK_SECONDS = 1;

  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(QUEUED);
  private final Fleet fleet;
  private final SignalSink out;
  private final AppliedListener applied;
  private final Thread owner;
  private final long duplicatesBefore;
  private volatile long duplicates;

  /// A partition that does not run yet.
  ///
  /// @param failed takes what ends the thread other than [#stop]: a bug
  Partition(
      String name,
      Fleet fleet,
      SignalSink out,
      AppliedListener applied,
      Thread.UncaughtExceptionHandler failed) {
    this.fleet = fleet;
    this.applied = applied;
    this.duplicatesBefore = fleet.duplicates();
    this.out = out;
    this.owner = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    this.owner.setUncaughtExceptionHandler(failed);
  }

  /// Starts the owner thread, which first tells everything that the fleet already knows.
  void start() {
    owner.start();
  }

  /// Brings a step; waits while the queue is full. Drops it when a bug has ended the thread: then
  /// nothing is applied any more, and nothing is saved.
  void take(Step step) throws InterruptedException {
    while (owner.getState() != Thread.State.TERMINATED
        && !steps.offer(step, LOOK_SECONDS, TimeUnit.SECONDS)) {
      // Full: look whether anybody is left to empty it.
    }
  }

  /// Ends the thread when all steps before are done, and waits for it.
  void stop() throws InterruptedException {
    if (owner.isAlive()) {
      take(new Step.Stop());
      owner.join();
    }
  }

  /// How many events were dropped because one with the same id had been applied, since the start: a
  /// total that is older than the last that was shown would look like a reset. From any thread.
  long duplicates() {
    return duplicates;
  }

  private void hear(Activity activity) {
    fleet.apply(activity, out);
    long now = fleet.duplicates() - duplicatesBefore;
    if (now == duplicates) {
      applied.applied(activity);
    } else {
      duplicates = now;
    }
  }

  private void run() {
    fleet.tellAll(out);
    try {
      while (true) {
        switch (steps.take()) {
          case Step.Hear hear -> hear(hear.activity());
          case Step.Learn learn -> {
            fleet.apply(learn.fact(), learn.atMillis(), out);
            applied.applied(learn.fact());
          }
          case Step.PassTime pass -> fleet.advance(pass.toMillis(), out);
          case Step.Unheard unheard -> fleet.unheard(unheard.fromMillis(), unheard.toMillis());
          case Step.Reprice reprice -> fleet.reprice(reprice.prices(), out);
          case Step.Look look -> look.look().accept(fleet);
          case Step.Stop _ -> {
            return;
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
