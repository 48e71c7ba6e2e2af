package watchbill.sources.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;
import watchbill.wire.feed.FeedKey;

/// What is still to be sent: of each key the last signal. It never holds more than the agents have
/// keys, however long nothing can be sent. Safe from any thread; nobody waits here.
final class Pending implements SignalSink {
  /// A signal under way.
  ///
  /// @param number rises with every signal that is told
  /// @param role the agent's when it was told; empty where it does not matter
  record Entry(FeedKey key, long number, String role, Signal signal) {}

  private final Map<FeedKey, Entry> entries = new ConcurrentHashMap<>();
  private final Map<AgentKey, String> roles = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();

  @Override
  public void accept(Signal signal) {
    FeedKey key = FeedKey.of(signal);
    if (key != null) {
      entries.put(key, new Entry(key, numbers.incrementAndGet(), roleOf(signal), signal));
    }
  }

  /// The role under which a distribution is shown: its values stay with the role in which they were
  /// told.
  private String roleOf(Signal signal) {
    return switch (signal) {
      case Signal.RoleLearned learned -> {
        roles.put(learned.agent(), learned.role());
        yield "";
      }
      case Signal.TaskCosts _, Signal.SessionTokens _, Signal.TaskDurations _, Signal.Recovered _ ->
          roles.getOrDefault(signal.agent(), "");
      default -> "";
    };
  }

  /// Takes all out, in the order in which they were told.
  List<Entry> take() {
    List<Entry> taken = new ArrayList<>();
    for (FeedKey key : List.copyOf(entries.keySet())) {
      Entry entry = entries.remove(key);
      if (entry != null) {
        taken.add(entry);
      }
    }
    taken.sort(Comparator.comparingLong(Entry::number));
    return taken;
  }

  /// Puts back what could not be sent, where nothing newer has come.
  void putBack(List<Entry> unsent) {
    for (Entry entry : unsent) {
      entries.merge(entry.key(), entry, (a, b) -> a.number() > b.number() ? a : b);
    }
  }

  /// Whether something of this key is to be sent.
  boolean has(@Nullable FeedKey key) {
    return key != null && entries.containsKey(key);
  }

  int size() {
    return entries.size();
  }
}
