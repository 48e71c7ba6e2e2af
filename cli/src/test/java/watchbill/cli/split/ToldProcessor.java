package watchbill.cli.split;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.latest.LatestStore;
import watchbill.connectors.poll.Poll;
import watchbill.sources.feed.FeedPublisher;

/// A processor that plays the history and tells a feed.
final class ToldProcessor implements AutoCloseable {
  private static final Poll.Listener NOBODY =
      new Poll.Listener() {
        @Override
        public void answered() {}

        @Override
        public void failed(String why) {}
      };

  private final MortalStore store;
  private final FeedPublisher feed;
  private final ToldFleet fleet;
  private int at;

  /// One that has been started, with what was saved before this place of the history.
  ToldProcessor(LatestStore store, byte @Nullable [] saved, int at) {
    this.store = new MortalStore(store);
    this.at = at;
    this.feed =
        new FeedPublisher(
            this.store,
            saved != null,
            (out, then) -> {
              fleet().tellAll(out);
              then.run();
            },
            () -> "",
            InstantSource.system(),
            NOBODY,
            bug -> {
              throw new AssertionError(bug);
            });
    this.fleet = ToldFleet.tellingTo(feed, saved);
    feed.start();
  }

  private ToldFleet fleet() {
    return fleet;
  }

  /// Plays on to this place.
  void playTo(int to) {
    fleet.play(at, to, feed);
    at = to;
  }

  /// Says that it has caught up.
  void publish() {
    feed.publish();
  }

  byte[] save() {
    return fleet.save();
  }

  /// How often the feed did not take what it was given.
  long failed() {
    return feed.failed();
  }

  /// Waits for nothing and stores nothing more.
  void kill() {
    store.kill();
    feed.close();
  }

  @Override
  public void close() {
    feed.close();
  }
}
