package watchbill.embedded;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import watchbill.core.rules.Fleet;
import watchbill.core.state.StateOutput;

/// Collects the fleets of one cut through the stream and writes them on a thread of its own, so
/// that no partition waits for the disk. One cut at a time.
final class CheckpointWriter implements AutoCloseable {
  private final CheckpointDirectory directory;
  private final CheckpointListener listener;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().name("checkpoint").daemon().unstarted(task));
  private final AtomicBoolean busy = new AtomicBoolean();

  CheckpointWriter(CheckpointDirectory directory, CheckpointListener listener) {
    this.directory = directory;
    this.listener = listener;
  }

  /// Whether a cut that began before is not written yet.
  boolean isBusy() {
    return busy.get();
  }

  /// Begins a cut at this position. Each partition must bring its fleet, in its turn.
  Cut begin(Position position, int partitions) {
    busy.set(true);
    return new Cut(position, partitions);
  }

  @Override
  public void close() throws IOException {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(30, TimeUnit.SECONDS)) {
        listener.failed("the last checkpoint was not written within 30 s");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    directory.close();
  }

  private void write(Position position, byte[][] fleets) {
    try {
      byte[] bytes = new Checkpoint(position, Arrays.asList(fleets)).toBytes();
      directory.save(bytes);
      listener.saved(position, bytes.length);
    } catch (IOException e) {
      listener.failed(e.toString());
    } finally {
      busy.set(false);
    }
  }

  /// The fleets of one cut, as they come in.
  final class Cut {
    private final Position position;
    private final AtomicReferenceArray<byte[]> fleets;
    private final AtomicInteger missing;

    private Cut(Position position, int partitions) {
      this.position = position;
      this.fleets = new AtomicReferenceArray<>(partitions);
      this.missing = new AtomicInteger(partitions);
    }

    /// Takes the fleet of one partition as it is now; the last one starts the writing.
    void bring(int partition, Fleet fleet) {
      StateOutput out = new StateOutput();
      fleet.save(out);
      fleets.set(partition, out.toBytes());
      if (missing.decrementAndGet() == 0) {
        byte[][] all = new byte[fleets.length()][];
        for (int i = 0; i < all.length; i++) {
          all[i] = fleets.get(i);
        }
        writer.execute(() -> write(position, all));
      }
    }
  }
}
