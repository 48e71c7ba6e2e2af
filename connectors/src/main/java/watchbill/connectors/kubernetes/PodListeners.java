package watchbill.connectors.kubernetes;

import java.util.List;

/// Several listeners as one.
record PodListeners(List<PodListener> all) implements PodListener {
  @Override
  public void onReplace(List<PodView> pods, long heardAtMillis) throws InterruptedException {
    for (PodListener one : all) {
      one.onReplace(pods, heardAtMillis);
    }
  }

  @Override
  public void onUpsert(PodView pod, long heardAtMillis) throws InterruptedException {
    for (PodListener one : all) {
      one.onUpsert(pod, heardAtMillis);
    }
  }

  @Override
  public void onDelete(PodView pod, long heardAtMillis) throws InterruptedException {
    for (PodListener one : all) {
      one.onDelete(pod, heardAtMillis);
    }
  }

  @Override
  public void onHealth(WatchHealth health) throws InterruptedException {
    for (PodListener one : all) {
      one.onHealth(health);
    }
  }
}
