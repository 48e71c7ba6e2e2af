package watchbill.exporter.bus;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import watchbill.connectors.nats.ServerReport;
import watchbill.metrics.catalogue.BusFamilies;
import watchbill.metrics.catalogue.BusFamilies.ServerLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;
import watchbill.metrics.exposition.SeriesGroup;
import watchbill.metrics.exposition.SeriesTable;

/// The bus' servers as their monitoring pages described them last, each by itself. Safe from any
/// thread.
final class ServerSeries implements ExpositionSource {
  private final Map<String, ServerReport> byAddress = new TreeMap<>();
  private final SeriesGroup shown =
      new SeriesGroup(
          List.of(
              BusFamilies.CONNECTIONS,
              BusFamilies.MAX_CONNECTIONS,
              BusFamilies.SLOW_CONSUMERS,
              BusFamilies.SERVER_MEMORY));

  /// The server with this address stands so now.
  synchronized void show(String address, ServerReport report) {
    byAddress.put(address, report);
    show();
  }

  /// How it stands is not known any more.
  synchronized void forget(String address) {
    if (byAddress.remove(address) != null) {
      show();
    }
  }

  private void show() {
    SeriesTable<ServerLabels> connections = new SeriesTable<>(BusFamilies.CONNECTIONS);
    SeriesTable<ServerLabels> most = new SeriesTable<>(BusFamilies.MAX_CONNECTIONS);
    SeriesTable<ServerLabels> slow = new SeriesTable<>(BusFamilies.SLOW_CONSUMERS);
    SeriesTable<ServerLabels> memory = new SeriesTable<>(BusFamilies.SERVER_MEMORY);
    for (ServerReport report : byAddress.values()) {
      ServerLabels labels = new ServerLabels("", "", "", report.name());
      set(connections, labels, report.connections());
      set(most, labels, report.maxConnections());
      set(slow, labels, report.slowConsumers());
      set(memory, labels, report.memoryBytes());
    }
    shown.replace(List.of(connections, most, slow, memory));
  }

  /// Negative stands for what is not said.
  private static void set(SeriesTable<ServerLabels> table, ServerLabels labels, long value) {
    if (value >= 0) {
      table.series(labels).set((double) value);
    }
  }

  @Override
  public List<Family<?>> families() {
    return shown.families();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return shown.writeTo(format, out);
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return shown.writeTo(format, out);
  }
}
