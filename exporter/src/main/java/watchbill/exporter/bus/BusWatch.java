package watchbill.exporter.bus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import watchbill.connectors.nats.GivenUp;
import watchbill.connectors.nats.JetStreamLook;
import watchbill.connectors.nats.NatsLink;
import watchbill.connectors.nats.ServerLook;
import watchbill.connectors.poll.Poll;
import watchbill.exporter.Observation;
import watchbill.exporter.health.SourceHealth;
import watchbill.metrics.exposition.ExpositionSource;

/// Looks at the bus that agents talk over, every few seconds: JetStream over the link that is there
/// already, and each server's monitoring page.
public final class BusWatch implements Observation {
  /// As the series of pods: Prometheus' own look-back (`--query.lookback-delta`).
  private static final Duration STALE_AFTER = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final BusSeries bus;
  private final ServerSeries servers = new ServerSeries();
  private final List<SourceHealth> sources = new ArrayList<>();
  private final List<Poll> polls = new ArrayList<>();
  private final List<ServerLook> looks = new ArrayList<>();

  /// Nothing is looked at before the start.
  ///
  /// @param link stays open when this ends
  public BusWatch(BusConfig config, NatsLink link, InstantSource clock) {
    this.clock = clock;
    this.bus = new BusSeries(config.consumers());
    JetStreamLook jetStream = new JetStreamLook(link, config.streams());
    GivenUp givenUp = new GivenUp(link);
    poll(
        "nats_jetstream",
        config.every(),
        () -> {
          givenUp.listen();
          bus.show(jetStream.look(), givenUp.totals());
        },
        bus::forget);
    for (int i = 0; i < config.monitoring().size(); i++) {
      String address = config.monitoring().get(i);
      ServerLook look = new ServerLook("bus.monitoring", address, PATIENCE);
      looks.add(look);
      poll(
          "nats_server_" + i,
          config.every(),
          () -> servers.show(address, look.look()),
          () -> servers.forget(address));
    }
  }

  private void poll(String name, Duration every, Poll.Question question, Runnable forget) {
    SourceHealth health = SourceHealth.supplementary(name, clock);
    sources.add(health);
    polls.add(
        new Poll(
            name,
            every,
            question,
            new Poll.Listener() {
              @Override
              public void answered() {
                health.answered();
              }

              @Override
              public void failed(String why) {
                health.failed(why);
                if (health.downFor().compareTo(STALE_AFTER) > 0) {
                  forget.run();
                }
              }
            }));
  }

  @Override
  public List<SourceHealth> sources() {
    return List.copyOf(sources);
  }

  @Override
  public List<ExpositionSource> series() {
    return List.of(bus, servers);
  }

  @Override
  public void start() {
    polls.forEach(Poll::start);
  }

  @Override
  public void close() {
    polls.forEach(Poll::close);
    looks.forEach(ServerLook::close);
  }
}
