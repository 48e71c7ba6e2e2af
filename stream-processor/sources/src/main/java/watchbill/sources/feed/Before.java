package watchbill.sources.feed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.core.Signal;
import watchbill.wire.feed.FeedForm;
import watchbill.wire.feed.FeedKey;
import watchbill.wire.feed.FeedMessage;
import watchbill.wire.feed.FeedMessage.Beat;
import watchbill.wire.feed.FeedMessage.Told;

/// What a feed holds when a processor begins to write it. For one thread.
final class Before {
  private final Map<String, byte[]> values = new HashMap<>();

  /// A key has this value.
  void hold(String key, byte[] value) {
    values.put(key, value);
  }

  /// The last sign of life; null when none is known.
  @Nullable Beat beat() {
    byte[] value = values.get(FeedKey.BEAT);
    return value != null && FeedForm.read(value) instanceof Beat beat ? beat : null;
  }

  /// The signals of this epoch.
  Map<FeedKey, Signal> signals(long epoch) {
    Map<FeedKey, Signal> signals = new HashMap<>();
    for (byte[] value : values.values()) {
      FeedMessage message = FeedForm.read(value);
      if (message instanceof Told told && told.epoch() == epoch) {
        FeedKey key = FeedKey.of(told.signal());
        if (key != null) {
          signals.put(key, told.signal());
        }
      }
    }
    return signals;
  }

  /// The keys of all else, which nobody goes by any more.
  Set<String> others(long epoch) {
    Set<String> others = new HashSet<>();
    values.forEach((key, value) -> {
      boolean current = FeedForm.read(value) instanceof Told told && told.epoch() == epoch;
      if (!current && !key.equals(FeedKey.BEAT)) {
        others.add(key);
      }
    });
    return others;
  }
}
