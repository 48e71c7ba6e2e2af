package watchbill.benchmarks.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import watchbill.benchmarks.cluster.SyntheticPod.State;

/// The pods of a cluster that does not exist, and what changed lately. Safe from any thread.
final class FakeCluster {
  /// A real server forgets changes after some minutes; this one after so many.
  private static final int REMEMBERED = 4_000;

  private final Random random = new Random(1);
  private final List<SyntheticPod> pods = new ArrayList<>();
  private final Deque<Change> changes = new ArrayDeque<>();
  private final List<Consumer<Change>> watchers = new ArrayList<>();
  private long version = 1;

  /// One change, as a watch tells it.
  record Change(long version, String type, SyntheticPod pod) {
    String json() {
      return "{\"type\":\"" + type + "\",\"object\":" + pod.json() + "}";
    }
  }

  /// All pods as they are at one version.
  record Snapshot(long version, List<SyntheticPod> pods) {}

  /// Two pods of three get a new name each time they are made again.
  FakeCluster(int size) {
    for (int number = 0; number < size; number++) {
      pods.add(
          new SyntheticPod(number, 0, number % 3 == 0, 1, number % 7 == 0 ? 1 : 0, State.READY));
    }
  }

  synchronized Snapshot snapshot() {
    return new Snapshot(version, List.copyOf(pods));
  }

  /// Tells all changes after `from`, and those to come; false when they are not remembered.
  synchronized boolean watch(long from, Consumer<Change> watcher) {
    Change oldest = changes.peekFirst();
    if (from < version && (oldest == null || from + 1 < oldest.version())) {
      return false;
    }
    changes.stream().filter(change -> change.version() > from).forEach(watcher);
    watchers.add(watcher);
    return true;
  }

  synchronized void unwatch(Consumer<Change> watcher) {
    watchers.remove(watcher);
  }

  /// Forgets all changes, as a server does that compacts its store.
  synchronized void forget() {
    changes.clear();
  }

  /// Changes one pod; gives the pod that is gone by it, if one is.
  synchronized @Nullable SyntheticPod change() {
    int which = random.nextInt(pods.size());
    SyntheticPod pod = pods.get(which);
    version++;
    SyntheticPod next =
        switch (pod.state()) {
          case STARTING -> pod.as(version, State.READY);
          case CRASHING -> pod.restarted(version);
          case UNREADY -> pod.as(version, State.READY);
          case READY ->
              switch (random.nextInt(4)) {
                case 0 -> pod.as(version, State.ENDING);
                case 1 -> pod.as(version, State.CRASHING);
                case 2 -> pod.restarted(version);
                default -> pod.as(version, State.UNREADY);
              };
          case ENDING -> null;
        };
    if (next != null) {
      pods.set(which, next);
      tell(new Change(version, "MODIFIED", next));
      return null;
    }
    tell(new Change(version, "DELETED", pod.as(version, State.ENDING)));
    version++;
    SyntheticPod successor = pod.successor(version);
    pods.set(which, successor);
    tell(new Change(version, "ADDED", successor));
    return pod;
  }

  private void tell(Change change) {
    changes.addLast(change);
    if (changes.size() > REMEMBERED) {
      changes.removeFirst();
    }
    watchers.forEach(watcher -> watcher.accept(change));
  }
}
