package watchbill.exporter.pods;

import java.util.List;
import watchbill.connectors.kubernetes.PodListener;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.exporter.health.SourceHealth;

/// Keeps a source's health by what its watch says of itself. For the watch's thread.
public final class PodHealth implements PodListener {
  private final SourceHealth source;
  private long errors;
  private long heardAtMillis = -1;

  /// Keeps the health of `source`.
  public PodHealth(SourceHealth source) {
    this.source = source;
  }

  @Override
  public void onReplace(List<PodView> pods, long heardAtMillis) {}

  @Override
  public void onUpsert(PodView pod, long heardAtMillis) {}

  @Override
  public void onDelete(PodView pod, long heardAtMillis) {}

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
