package watchbill.metrics.exposition;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Texts of labels, each kept once and shared by all series that have it, and gone with the last of
/// them. Equal texts are one array, so whoever has two can compare them by `==`. Safe from any
/// thread.
final class LabelPool {
  /// That of all series: the identity of one agent is the same bytes in every table.
  static final LabelPool ALL = new LabelPool();

  /// Unknown to whoever names pods, so that no names can be made that share a chain.
  private final int multiplier = ThreadLocalRandom.current().nextInt() | 1;

  private final ReferenceQueue<byte[]> gone = new ReferenceQueue<>();
  private @Nullable Entry[] chains = new Entry[64];
  private int size;

  /// The shared array with these bytes; made when there is none. Nobody may change it.
  synchronized byte[] intern(ByteSink text) {
    forgetTheGone();
    int hash = text.hash(multiplier);
    byte[] known = find(text, hash);
    if (known != null) {
      return known;
    }
    byte[] made = text.toByteArray();
    if (size == chains.length) {
      grow();
    }
    int chain = hash & chains.length - 1;
    chains[chain] = new Entry(made, gone, hash, chains[chain]);
    size++;
    return made;
  }

  /// The shared array with these bytes; null when nobody has it.
  synchronized byte @Nullable [] known(ByteSink text) {
    return find(text, text.hash(multiplier));
  }

  /// How many texts there are, but for those that the collector has found to be gone.
  synchronized int size() {
    forgetTheGone();
    return size;
  }

  private byte @Nullable [] find(ByteSink text, int hash) {
    for (Entry at = chains[hash & chains.length - 1]; at != null; at = at.next) {
      byte[] bytes = at.hash == hash ? at.get() : null;
      if (bytes != null && text.holds(bytes)) {
        return bytes;
      }
    }
    return null;
  }

  private void grow() {
    @Nullable Entry[] old = chains;
    chains = new Entry[old.length * 2];
    for (Entry first : old) {
      Entry next;
      for (Entry at = first; at != null; at = next) {
        next = at.next;
        int chain = at.hash & chains.length - 1;
        at.next = chains[chain];
        chains[chain] = at;
      }
    }
  }

  private void forgetTheGone() {
    for (Reference<?> at = gone.poll(); at != null; at = gone.poll()) {
      forget((Entry) at);
    }
  }

  private void forget(Entry entry) {
    int chain = entry.hash & chains.length - 1;
    Entry before = null;
    for (Entry at = chains[chain]; at != null; before = at, at = at.next) {
      if (at == entry) {
        if (before == null) {
          chains[chain] = at.next;
        } else {
          before.next = at.next;
        }
        size--;
        return;
      }
    }
  }

  private static final class Entry extends WeakReference<byte[]> {
    private final int hash;
    private @Nullable Entry next;

    Entry(byte[] text, ReferenceQueue<byte[]> gone, int hash, @Nullable Entry next) {
      super(text, gone);
      this.hash = hash;
      this.next = next;
    }
  }
}
