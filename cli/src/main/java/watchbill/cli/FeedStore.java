package watchbill.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import watchbill.connectors.kafka.LatestTopic;
import watchbill.connectors.latest.LatestStore;
import watchbill.connectors.nats.LatestSubjects;
import watchbill.connectors.nats.NatsConfig;
import watchbill.connectors.nats.NatsLink;

/// Where a processor's signals are kept for its exporters, and the connection to it.
final class FeedStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FeedStore.class);

  private final LatestStore store;
  private final AutoCloseable connection;

  private FeedStore(LatestStore store, AutoCloseable connection) {
    this.store = store;
    this.connection = connection;
  }

  /// Begins to connect.
  ///
  /// @throws watchbill.connectors.config.ConfigError when it has not been said whereto
  static FeedStore of(RunConfig config) {
    FeedConfig feed = config.feed();
    feed.refuseUnreachable(config.activity());
    return switch (feed.carrier()) {
      case NATS -> {
        NatsConfig nats = config.activity().nats().orElseThrow();
        NatsLink link = new NatsLink(nats, state -> LOG.debug("signals: {}", state));
        link.start();
        LOG.info("signals: {}, stream {}", nats.servers(), feed.stream().name());
        yield new FeedStore(new LatestSubjects(link, feed.stream()), link);
      }
      case KAFKA -> {
        LOG.info("signals: {}, topic {}", feed.kafka().bootstrap(), feed.topic());
        yield new FeedStore(new LatestTopic(feed.kafka(), feed.topic()), () -> {});
      }
    };
  }

  LatestStore store() {
    return store;
  }

  @Override
  public void close() {
    store.close();
    Closing.quietly(connection);
  }
}
