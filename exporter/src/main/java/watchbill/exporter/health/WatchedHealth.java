package watchbill.exporter.health;

import java.util.List;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WatchListener;

/// Keeps a source's health by what its watch says of itself. For the watch's thread.
public final class WatchedHealth<V> implements WatchListener<V> {
  private final SourceHealth source;
  private long errors;
  private long heardAtMillis = -1;

  /// Keeps the health of `source`.
  public WatchedHealth(SourceHealth source) {
    this.source = source;
  }

  @Override
  public void onReplace(List<V> objects, long heardAtMillis) {}

  @Override
  public void onUpsert(V object, long heardAtMillis) {}

  @Override
  public void onDelete(V object, long heardAtMillis) {}

  @Override
  public void onHealth(WatchHealth health) {
    for (; errors < health.errors(); errors++) {
      if (health.up()) {
        source.erred();
      } else {
        source.lost(health.lastError());
      }
    }
    if (health.up() && heardAtMillis != health.heardAtMillis()) {
      heardAtMillis = health.heardAtMillis();
      source.heard();
    }
  }
}
