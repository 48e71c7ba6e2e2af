package watchbill.exporter.bus;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import watchbill.connectors.nats.AccountReport;
import watchbill.connectors.nats.ConsumerReport;
import watchbill.connectors.nats.GivenUp.ConsumerName;
import watchbill.connectors.nats.JetStreamReport;
import watchbill.connectors.nats.StreamReport;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.metrics.catalogue.BusFamilies;
import watchbill.metrics.catalogue.BusFamilies.AccountLabels;
import watchbill.metrics.catalogue.BusFamilies.ConsumerLabels;
import watchbill.metrics.catalogue.BusFamilies.StreamLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.NoLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;
import watchbill.metrics.exposition.SeriesTable;

/// Streams, consumers and the account as JetStream described them last. One thread tells; any
/// number of scrapes write beside it.
final class BusSeries implements ExpositionSource {
  private final Optional<ConsumerNames> names;
  private final Columns reported = new Columns();
  private final Column<ConsumerLabels> pending = reported.of(BusFamilies.PENDING);
  private final Column<ConsumerLabels> unacknowledged = reported.of(BusFamilies.UNACKNOWLEDGED);
  private final Column<ConsumerLabels> maxUnacknowledged =
      reported.of(BusFamilies.MAX_UNACKNOWLEDGED);
  private final Column<ConsumerLabels> redelivered = reported.of(BusFamilies.REDELIVERED);
  private final Column<ConsumerLabels> waiting = reported.of(BusFamilies.WAITING);
  private final Column<ConsumerLabels> ackWait = reported.of(BusFamilies.ACK_WAIT);
  private final Column<ConsumerLabels> delivered = reported.of(BusFamilies.DELIVERED);
  private final Column<StreamLabels> messages = reported.of(BusFamilies.STREAM_MESSAGES);
  private final Column<StreamLabels> size = reported.of(BusFamilies.STREAM_SIZE);
  private final Column<StreamLabels> limit = reported.of(BusFamilies.STREAM_LIMIT);
  private final Column<AccountLabels> storage = reported.of(BusFamilies.STORAGE_USED);
  private final Column<AccountLabels> storageLimit = reported.of(BusFamilies.STORAGE_LIMIT);
  private final Column<NoLabels> leftOut = reported.of(BusFamilies.LEFT_OUT);
  private final SeriesTable<ConsumerLabels> givenUp = new SeriesTable<>(BusFamilies.GIVEN_UP);

  /// Nothing is known yet.
  BusSeries(Optional<ConsumerNames> names) {
    this.names = names;
  }

  /// Shows how it stands now, and how many messages each consumer never acknowledged.
  void show(JetStreamReport report, Map<ConsumerName, Long> neverAcknowledged) {
    leftOut.put(NoLabels.NONE, report.leftOut());
    for (ConsumerReport consumer : report.consumers()) {
      if (consumer.durable()) {
        show(consumer);
      } else {
        leftOut.add(NoLabels.NONE, 1);
      }
    }
    report.streams().forEach(this::show);
    show(report.account());
    reported.swap();
    neverAcknowledged.forEach((name, total) ->
        givenUp.series(labels(name.stream(), name.consumer())).set((double) total));
  }

  /// Shows nothing of it until the next report; what was counted stays.
  void forget() {
    reported.swap();
  }

  private void show(ConsumerReport consumer) {
    ConsumerLabels labels = labels(consumer.stream(), consumer.name());
    put(pending, labels, consumer.pending());
    put(unacknowledged, labels, consumer.unacknowledged());
    put(maxUnacknowledged, labels, consumer.maxUnacknowledged());
    put(redelivered, labels, consumer.redelivered());
    put(waiting, labels, consumer.waiting());
    if (consumer.ackWaitMillis() >= 0) {
      ackWait.put(labels, consumer.ackWaitMillis() / 1_000.0);
    }
    delivered.putTime(labels, consumer.deliveredAtMillis());
    if (!givenUp.series(labels).isSet()) {
      givenUp.series(labels).set(0);
    }
  }

  private void show(StreamReport stream) {
    StreamLabels labels = new StreamLabels("", "", "", stream.name());
    put(messages, labels, stream.messages());
    put(size, labels, stream.bytes());
    put(limit, labels, stream.maxBytes());
  }

  private void show(AccountReport account) {
    AccountLabels file = new AccountLabels("", "", "", "file");
    AccountLabels memory = new AccountLabels("", "", "", "memory");
    put(storage, file, account.storageBytes());
    put(storage, memory, account.memoryBytes());
    put(storageLimit, file, account.maxStorageBytes());
    put(storageLimit, memory, account.maxMemoryBytes());
  }

  private ConsumerLabels labels(String stream, String consumer) {
    ConsumerNames.Owner owner =
        names.map(known -> known.ownerOf(consumer)).orElse(ConsumerNames.Owner.NOBODY);
    return new ConsumerLabels(owner.tenant(), owner.agent(), "", stream, consumer);
  }

  /// Negative stands for what is not said.
  private static <L extends Record & LabelSet> void put(Column<L> column, L labels, long amount) {
    if (amount >= 0) {
      column.put(labels, (double) amount);
    }
  }

  @Override
  public List<Family<?>> families() {
    return Stream.concat(reported.families().stream(), Stream.of(BusFamilies.GIVEN_UP)).toList();
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
