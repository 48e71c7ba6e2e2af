package watchbill.exporter.gpu;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.connectors.gpu.DcgmAnswer;
import watchbill.connectors.gpu.GpuReading;
import watchbill.exporter.cluster.Ticking;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.GpuFamilies.GpuLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.SeriesGroup;

/// The series of all GPUs. Sources tell what they read from any thread; one thread at a time ticks;
/// any number of scrapes write beside it.
///
/// Each GPU is shown once. What was not heard again for `staleAfter` is not shown any more.
final class GpuSeries implements Ticking {
  private final GpuReadings readings;
  private final GpuCluster cluster;
  private final XidChanges xids = new XidChanges();
  private final IdleGpus idle;
  private final GpuTables tables = new GpuTables();
  private final SeriesGroup scraped = SeriesGroup.of(tables.tables());

  /// Series of nothing yet.
  GpuSeries(GpuConfig config, GpuCluster cluster, Duration staleAfter) {
    this.cluster = cluster;
    this.readings = new GpuReadings(staleAfter.toMillis());
    this.idle = new IdleGpus(config.idle(), staleAfter.toMillis());
  }

  /// A page was read.
  void heard(DcgmAnswer.Page page, long nowMillis) {
    readings.put(page, nowMillis);
  }

  /// A report of `nvidia-smi` on this node was read.
  void heard(String node, List<GpuReading> report, long nowMillis) {
    readings.put(node, report, nowMillis);
  }

  @Override
  public synchronized void tick(long nowMillis) {
    Map<GpuUnit.Key, GpuUnit> units = readings.at(nowMillis);
    GpuHolders holders = new GpuHolders(cluster, nowMillis);
    Map<GpuUnit.Key, Allocation> allocations = holders.of(units.values());
    units.forEach((key, unit) -> show(unit, allocations.getOrDefault(key, Allocation.UNKNOWN)));
    tables.addRequested(holders.requested());
    tables.show();
    xids.forget(nowMillis);
    idle.forget(nowMillis);
  }

  @Override
  public List<Family<?>> families() {
    return scraped.families();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return scraped.writeTo(format, out);
  }

  private void show(GpuUnit unit, Allocation allocation) {
    GpuLabels labels = GpuTables.labels(unit, allocation);
    tables.add(unit, labels);
    Long changes = xids.observe(unit);
    if (changes != null) {
      tables.addXidChanges(labels, changes);
    }
    Long since = idle.observe(unit, allocation);
    if (since != null) {
      tables.addIdleSince(labels, since);
    }
  }
}
