package watchbill.connectors.kubernetes;

import java.util.List;

/// Several listeners as one.
record WatchListeners<V>(List<WatchListener<V>> all) implements WatchListener<V> {
  @Override
  public void onReplace(List<V> objects, long heardAtMillis) throws InterruptedException {
    for (WatchListener<V> one : all) {
      one.onReplace(objects, heardAtMillis);
    }
  }

  @Override
  public void onUpsert(V object, long heardAtMillis) throws InterruptedException {
    for (WatchListener<V> one : all) {
      one.onUpsert(object, heardAtMillis);
    }
  }

  @Override
  public void onDelete(V object, long heardAtMillis) throws InterruptedException {
    for (WatchListener<V> one : all) {
      one.onDelete(object, heardAtMillis);
    }
  }

  @Override
  public void onHealth(WatchHealth health) throws InterruptedException {
    for (WatchListener<V> one : all) {
      one.onHealth(health);
    }
  }
}
