package watchbill.connectors.kubernetes;

import java.util.List;

/// Hears of objects of one kind. All calls come from the watch's one thread, which waits for each
/// to return; times are when the watch heard it, in milliseconds since the epoch, and never fall.
///
/// An object may be told again without a change.
///
/// @param <V> what is kept of an object
public interface WatchListener<V> {
  /// These are all the objects that there are; what was known before is void. Called once per
  /// complete list, never with a part of one.
  void onReplace(List<V> objects, long heardAtMillis) throws InterruptedException;

  /// This object is new, or is now so.
  void onUpsert(V object, long heardAtMillis) throws InterruptedException;

  /// This object is gone, or is no longer selected; the view is its last.
  void onDelete(V object, long heardAtMillis) throws InterruptedException;

  /// How the watch is doing; called after everything that it heard and after every failed attempt,
  /// so at least once per longest pause between attempts while it is down.
  void onHealth(WatchHealth health) throws InterruptedException;

  /// Tells several listeners one after the other, in this order.
  static <V> WatchListener<V> all(List<? extends WatchListener<V>> listeners) {
    return new WatchListeners<>(List.copyOf(listeners));
  }
}
