package watchbill.exporter.agents;

import java.time.Duration;
import java.util.function.Consumer;
import watchbill.connectors.latest.LatestReader;
import watchbill.connectors.poll.Poll;
import watchbill.core.port.SignalSink;
import watchbill.wire.feed.SkipReason;

/// The signals of a processor that runs elsewhere, brought by a broker: what holds now, then what
/// changes. Sinks that are [FeedSink]s hear besides when it may be shown. Subscribe before the
/// start; signals come on a thread of this.
public final class FollowedFeed implements SignalFeed, AutoCloseable {
  private static final Duration SILENT_AFTER = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final LatestReader reader;
  private final FeedFollower follower;
  private final Thread thread;

  /// A feed that is not read yet.
  ///
  /// @param health of the processor and of the way to it
  /// @param bugs hears what ends the reading other than [#close]
  public FollowedFeed(LatestReader reader, Poll.Listener health, Consumer<Throwable> bugs) {
    this.reader = reader;
    this.follower = new FeedFollower(health, SILENT_AFTER, System::nanoTime);
    this.thread =
        Thread.ofPlatform()
            .name("signals")
            .daemon()
            .unstarted(() -> {
              try {
                read();
              } catch (RuntimeException bug) { // the room's door: it must not end unheard
                bugs.accept(bug);
              }
            });
  }

  @Override
  public void subscribe(SignalSink sink) {
    follower.subscribe(sink);
  }

  /// How many signals were taken, ever.
  public long taken() {
    return follower.taken();
  }

  /// How many messages were passed over for this reason, ever.
  public long skipped(SkipReason why) {
    return follower.skipped(why);
  }

  /// Starts to read; may be called once.
  public void start() {
    thread.start();
  }

  /// Ends the reading.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (reader) {
      while (true) {
        follower.take(reader.next(PATIENCE));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
