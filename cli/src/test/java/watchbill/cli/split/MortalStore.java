package watchbill.cli.split;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import watchbill.connectors.latest.KeyedValue;
import watchbill.connectors.latest.LatestReader;
import watchbill.connectors.latest.LatestStore;

/// A store as one process has it, which can be killed: from then on nothing of it arrives.
final class MortalStore implements LatestStore {
  private final LatestStore store;
  private volatile boolean dead;

  MortalStore(LatestStore store) {
    this.store = store;
  }

  void kill() {
    dead = true;
  }

  @Override
  public String prepare() throws IOException, InterruptedException {
    refuseWhenDead();
    return store.prepare();
  }

  @Override
  public long connections() {
    return store.connections();
  }

  @Override
  public void put(List<KeyedValue> values) throws IOException, InterruptedException {
    refuseWhenDead();
    store.put(values);
  }

  @Override
  public void remove(Collection<String> keys) throws IOException, InterruptedException {
    refuseWhenDead();
    store.remove(keys);
  }

  @Override
  public LatestReader reader() {
    return store.reader();
  }

  @Override
  public void close() {
    store.close();
  }

  private void refuseWhenDead() throws IOException {
    if (dead) {
      throw new IOException("killed");
    }
  }
}
