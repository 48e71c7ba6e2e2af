package watchbill.connectors.kubernetes;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Writes down what a watch tells, one line each: `replace a b`, `upsert a@7`, `delete a`.
final class Told<V extends ClusterObject> implements WatchListener<V> {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<WatchHealth> healths = new CopyOnWriteArrayList<>();

  @Override
  public void onReplace(List<V> objects, long heardAtMillis) {
    note(
        "replace " + String.join(" ", objects.stream().map(ClusterObject::name).sorted().toList()));
  }

  @Override
  public void onUpsert(V object, long heardAtMillis) {
    note("upsert " + object.name() + "@" + object.resourceVersion());
  }

  @Override
  public void onDelete(V object, long heardAtMillis) {
    note("delete " + object.name());
  }

  @Override
  public void onHealth(WatchHealth health) {
    healths.add(health);
    threads.add(Thread.currentThread());
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /// How often the objects were listed anew.
  long replaces() {
    return lines.stream().filter(line -> line.startsWith("replace")).count();
  }

  @Nullable WatchHealth health() {
    return healths.isEmpty() ? null : healths.getLast();
  }

  List<WatchHealth> healths() {
    return List.copyOf(healths);
  }

  boolean isUp() {
    WatchHealth health = health();
    return health != null && health.up();
  }

  long threadCount() {
    return threads.stream().distinct().count();
  }

  private void note(String line) {
    lines.add(line);
    threads.add(Thread.currentThread());
  }
}
