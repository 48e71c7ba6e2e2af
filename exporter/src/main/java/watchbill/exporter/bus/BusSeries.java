package watchbill.exporter.bus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import watchbill.connectors.nats.AccountReport;
import watchbill.connectors.nats.ConsumerReport;
import watchbill.connectors.nats.GivenUp.ConsumerName;
import watchbill.connectors.nats.JetStreamReport;
import watchbill.connectors.nats.StreamReport;
import watchbill.metrics.catalogue.BusFamilies;
import watchbill.metrics.catalogue.BusFamilies.AccountLabels;
import watchbill.metrics.catalogue.BusFamilies.ConsumerLabels;
import watchbill.metrics.catalogue.BusFamilies.StreamLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.NoLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;
import watchbill.metrics.exposition.SeriesGroup;
import watchbill.metrics.exposition.SeriesTable;

/// Streams, consumers and the account as JetStream described them last. One thread tells; any
/// number of scrapes write beside it. A scrape sees one report whole.
final class BusSeries implements ExpositionSource {
  private static final double MILLIS = 1000.0;
  private static final List<Family<?>> REPORTED =
      List.of(
          BusFamilies.PENDING,
          BusFamilies.UNACKNOWLEDGED,
          BusFamilies.MAX_UNACKNOWLEDGED,
          BusFamilies.REDELIVERED,
          BusFamilies.WAITING,
          BusFamilies.ACK_WAIT,
          BusFamilies.DELIVERED,
          BusFamilies.STREAM_MESSAGES,
          BusFamilies.STREAM_SIZE,
          BusFamilies.STREAM_LIMIT,
          BusFamilies.STORAGE_USED,
          BusFamilies.STORAGE_LIMIT,
          BusFamilies.LEFT_OUT);

  private final Optional<ConsumerNames> names;
  private final Map<Family<?>, SeriesTable<?>> tables = new HashMap<>();
  private final SeriesGroup reported = new SeriesGroup(REPORTED);
  private final SeriesTable<ConsumerLabels> givenUp = new SeriesTable<>(BusFamilies.GIVEN_UP);

  /// Nothing is known yet.
  BusSeries(Optional<ConsumerNames> names) {
    this.names = names;
  }

  /// Shows how it stands now, and how many messages each consumer never acknowledged.
  void show(JetStreamReport report, Map<ConsumerName, Long> neverAcknowledged) {
    tables.clear();
    int leftOut = report.leftOut();
    for (ConsumerReport consumer : report.consumers()) {
      if (consumer.durable()) {
        show(consumer);
      } else {
        leftOut++;
      }
    }
    report.streams().forEach(this::show);
    show(report.account());
    set(BusFamilies.LEFT_OUT, NoLabels.NONE, leftOut);
    reported.replace(List.copyOf(tables.values()));
    neverAcknowledged.forEach((name, total) ->
        givenUp.series(labels(name.stream(), name.consumer())).set((double) total));
  }

  /// Shows nothing of it until the next report; what was counted stays.
  void forget() {
    reported.replace(List.of());
  }

  private void show(ConsumerReport consumer) {
    ConsumerLabels labels = labels(consumer.stream(), consumer.name());
    count(BusFamilies.PENDING, labels, consumer.pending());
    count(BusFamilies.UNACKNOWLEDGED, labels, consumer.unacknowledged());
    countIfSaid(BusFamilies.MAX_UNACKNOWLEDGED, labels, consumer.maxUnacknowledged());
    count(BusFamilies.REDELIVERED, labels, consumer.redelivered());
    count(BusFamilies.WAITING, labels, consumer.waiting());
    if (consumer.ackWaitMillis() >= 0) {
      set(BusFamilies.ACK_WAIT, labels, consumer.ackWaitMillis() / MILLIS);
    }
    if (consumer.deliveredAtMillis() >= 0) {
      set(BusFamilies.DELIVERED, labels, consumer.deliveredAtMillis() / MILLIS);
    }
    if (!givenUp.series(labels).isSet()) {
      givenUp.series(labels).set(0);
    }
  }

  private void show(StreamReport stream) {
    StreamLabels labels = new StreamLabels("", "", "", stream.name());
    count(BusFamilies.STREAM_MESSAGES, labels, stream.messages());
    count(BusFamilies.STREAM_SIZE, labels, stream.bytes());
    countIfSaid(BusFamilies.STREAM_LIMIT, labels, stream.maxBytes());
  }

  private void show(AccountReport account) {
    AccountLabels file = new AccountLabels("", "", "", "file");
    AccountLabels memory = new AccountLabels("", "", "", "memory");
    count(BusFamilies.STORAGE_USED, file, account.storageBytes());
    count(BusFamilies.STORAGE_USED, memory, account.memoryBytes());
    countIfSaid(BusFamilies.STORAGE_LIMIT, file, account.maxStorageBytes());
    countIfSaid(BusFamilies.STORAGE_LIMIT, memory, account.maxMemoryBytes());
  }

  private ConsumerLabels labels(String stream, String consumer) {
    ConsumerNames.Owner owner =
        names.map(known -> known.ownerOf(consumer)).orElse(ConsumerNames.Owner.NOBODY);
    return new ConsumerLabels(owner.tenant(), owner.agent(), "", stream, consumer);
  }

  /// Negative stands for what is not said.
  private <L extends Record & LabelSet> void countIfSaid(Gauge<L> family, L labels, long value) {
    if (value >= 0) {
      count(family, labels, value);
    }
  }

  private <L extends Record & LabelSet> void count(Gauge<L> family, L labels, long value) {
    set(family, labels, (double) value);
  }

  @SuppressWarnings("unchecked") // a table stands under its own family
  private <L extends Record & LabelSet> void set(Gauge<L> family, L labels, double value) {
    SeriesTable<L> table =
        (SeriesTable<L>) tables.computeIfAbsent(family, _ -> new SeriesTable<>(family));
    table.series(labels).set(value);
  }

  @Override
  public List<Family<?>> families() {
    return Stream.concat(REPORTED.stream(), Stream.of(BusFamilies.GIVEN_UP)).toList();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return reported.writeTo(format, out) + givenUp.writeTo(format, out);
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return reported.writeTo(format, out) + givenUp.writeTo(format, out);
  }
}
