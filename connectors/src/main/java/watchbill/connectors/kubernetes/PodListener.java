package watchbill.connectors.kubernetes;

import java.util.List;

/// Hears of pods. All calls come from the watch's one thread, which waits for each to return; times
/// are when the watch heard it, in milliseconds since the epoch, and never fall.
///
/// A pod may be told again without a change.
public interface PodListener {
  /// These are all the pods that there are; what was known before is void. Called once per complete
  /// list, never with a part of one.
  void onReplace(List<PodView> pods, long heardAtMillis) throws InterruptedException;

  /// This pod is new, or is now so.
  void onUpsert(PodView pod, long heardAtMillis) throws InterruptedException;

  /// This pod is gone, or is no longer selected; the view is its last.
  void onDelete(PodView pod, long heardAtMillis) throws InterruptedException;

  /// How the watch is doing; called after everything that it heard and after every failed attempt,
  /// so at least once per longest pause between attempts while it is down.
  void onHealth(WatchHealth health) throws InterruptedException;

  /// Tells several listeners one after the other, in this order.
  static PodListener all(List<PodListener> listeners) {
    return new PodListeners(List.copyOf(listeners));
  }
}
