package watchbill.exporter.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.connectors.kubernetes.WatchListener;

/// The objects of one kind as a source told them last. The source's thread tells; any thread asks.
public final class Known<V> implements WatchListener<V> {
  private final Function<V, String> key;
  private final long staleAfterMillis;
  private volatile @Nullable Map<String, V> objects;
  private volatile boolean up;
  private volatile long heardAtMillis;

  /// Nothing is known yet.
  ///
  /// @param key what no two objects share, such as the uid
  /// @param staleAfterMillis for how long the last word of a source that is down is believed
  public Known(Function<V, String> key, long staleAfterMillis) {
    this.key = key;
    this.staleAfterMillis = staleAfterMillis;
  }

  @Override
  public void onReplace(List<V> all, long atMillis) {
    Map<String, V> next = new ConcurrentHashMap<>();
    all.forEach(object -> next.put(key.apply(object), object));
    objects = next;
  }

  @Override
  public void onUpsert(V object, long atMillis) {
    Map<String, V> now = objects;
    if (now != null) { // before the first list a part would pass for the whole
      now.put(key.apply(object), object);
    }
  }

  @Override
  public void onDelete(V object, long atMillis) {
    Map<String, V> now = objects;
    if (now != null) {
      now.remove(key.apply(object));
    }
  }

  @Override
  public void onHealth(WatchHealth health) {
    up = health.up();
    heardAtMillis = health.heardAtMillis();
  }

  /// All objects at this moment; null while they are unknown.
  public @Nullable List<V> at(long nowMillis) {
    Map<String, V> now = objects;
    boolean believed = up || nowMillis - heardAtMillis <= staleAfterMillis;
    return now == null || !believed ? null : List.copyOf(now.values());
  }

  /// All objects as they were told last, whatever is believed of their source.
  public List<V> last() {
    Map<String, V> now = objects;
    return now == null ? List.of() : List.copyOf(now.values());
  }

  /// Whether there is such an object, whatever is believed of its source.
  public boolean has(V object) {
    Map<String, V> now = objects;
    return now != null && now.containsKey(key.apply(object));
  }
}
