package watchbill.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.nats.Regression;
import watchbill.connectors.nats.StreamIdentity;
import watchbill.connectors.nats.StreamPosition;
import watchbill.embedded.EmbeddedProcessor;
import watchbill.embedded.Position;
import watchbill.exporter.health.SourceHealth;
import watchbill.sources.nats.Progress;

/// Passes on to a station how far its source of activity has come. The agents' series are shown as
/// soon as everything that was in the stream has been applied.
final class ActivityProgress implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(ActivityProgress.class);

  private final Station station;
  private final EmbeddedProcessor processor;
  private final SourceHealth health;
  private boolean published;

  ActivityProgress(Station station, SourceHealth health) {
    this.station = station;
    this.processor = station.processor();
    this.health = health;
  }

  @Override
  public void passed(StreamPosition position) throws InterruptedException {
    health.heard();
    processor.passed(toPosition(position));
  }

  @Override
  public void caughtUp(long atMillis) throws InterruptedException {
    health.heard();
    processor.caughtUp(atMillis);
    if (!published) {
      published = true;
      station.publishWhenApplied();
      LOG.info("activity: everything that was in the stream has been read");
    }
  }

  @Override
  public void down(String why) {
    health.lost(why);
    processor.down();
  }

  @Override
  public void up() {
    health.heard();
  }

  @Override
  public void regressed(Regression how, String why, StreamPosition position) {
    health.erred();
    processor.regressed(toPosition(position));
  }

  /// Where the stream has to go on after a restart.
  static StreamPosition from(EmbeddedProcessor processor, String stream) {
    Position position = processor.position();
    if (position == null || !position.stream().equals(stream)) {
      return StreamPosition.beginningOf(stream);
    }
    return new StreamPosition(
        new StreamIdentity(position.stream(), position.createdMillis()),
        position.sequence(),
        position.storedAtMillis());
  }

  private static Position toPosition(StreamPosition position) {
    return new Position(
        position.stream().name(),
        position.stream().createdMillis(),
        position.sequence(),
        position.storedAtMillis());
  }
}
