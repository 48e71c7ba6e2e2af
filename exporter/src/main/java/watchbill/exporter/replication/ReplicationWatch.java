package watchbill.exporter.replication;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import watchbill.connectors.access.Access;
import watchbill.connectors.kafka.Sasl;
import watchbill.connectors.poll.Poll;
import watchbill.exporter.Observation;
import watchbill.exporter.health.SourceHealth;
import watchbill.metrics.exposition.ExpositionSource;

/// Looks at every configured store, each by a poll of its own: one that does not answer holds up no
/// other. Each is a source, `replication:NAME`.
public final class ReplicationWatch implements Observation {
  private final InstantSource clock;
  private final ReplicationSeries series;
  private final List<SourceHealth> sources = new ArrayList<>();
  private final List<Poll> polls = new ArrayList<>();
  private final List<StoreProbe> probes = new ArrayList<>();

  /// A watch that looks at nothing yet.
  public ReplicationWatch(ReplicationConfig config, InstantSource clock) {
    this(config.staleAfter(), clock);
    for (StoreConfig store : config.stores()) {
      add(store.name(), probe(store, config.timeout()), store.every());
    }
  }

  /// A watch of no store.
  ReplicationWatch(Duration staleAfter, InstantSource clock) {
    this.clock = clock;
    this.series = new ReplicationSeries(staleAfter);
  }

  /// Adds a store that is not configured by its own words; before the start.
  public void add(StoreName name, StoreProbe probe, Duration every) {
    SourceHealth health = SourceHealth.supplementary("replication:" + name.store(), clock);
    sources.add(health);
    probes.add(probe);
    polls.add(new Poll(health.source(), every, () -> look(name, probe), health));
  }

  private StoreProbe probe(StoreConfig store, Duration patience) {
    List<Access> servers = store.accesses(patience);
    return switch (store.settings()) {
      case StoreSettings.Kafka(Sasl mechanism, Pattern groups) ->
          new KafkaProbe(servers, mechanism, groups);
      case StoreSettings.MemorySpine(int metricsPort, Optional<CanaryConfig> canary) ->
          new MemorySpineProbe(servers, metricsPort, store.wanted(), canary, clock);
      case StoreSettings.Postgresql(String database) ->
          new PostgresProbe(servers, database, store.wanted());
      case StoreSettings.Redis _ -> new RedisProbe(servers, store.wanted());
    };
  }

  private void look(StoreName name, StoreProbe probe) throws IOException, InterruptedException {
    try {
      long now = clock.millis();
      series.show(name, probe.look(now), now);
    } finally {
      series.tick(clock.millis());
    }
  }

  @Override
  public List<SourceHealth> sources() {
    return List.copyOf(sources);
  }

  @Override
  public List<ExpositionSource> series() {
    return List.of(series);
  }

  @Override
  public void start() {
    polls.forEach(Poll::start);
  }

  @Override
  public void close() {
    polls.forEach(Poll::close);
    probes.forEach(StoreProbe::close);
  }
}
