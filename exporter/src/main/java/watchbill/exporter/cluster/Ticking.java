package watchbill.exporter.cluster;

import watchbill.metrics.exposition.ExpositionSource;

/// Series that are worked out anew every few seconds from what is known of the cluster: right for
/// what is few and hangs together, such as nodes and what runs on them. One thread ticks all; any
/// number of scrapes write beside it.
public interface Ticking extends ExpositionSource {
  /// Time has come so far, in milliseconds since the epoch. Called every few seconds; does not
  /// wait.
  void tick(long nowMillis);
}
