package watchbill.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.Usage;

/// The last model responses of one agent, each with the largest of its reports. A response is never
/// reported again after so many others, so older ones are forgotten: within the longest delay of a
/// redelivery (10 s) fall at most 13 answers (0.8 s each), and a resumed session repeats three.
final class Answers {
  private static final int REMEMBERED = 20;

  private final LinkedHashMap<String, Usage> largest =
      new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Usage> eldest) {
          return size() > REMEMBERED;
        }
      };

  /// The largest report of this response so far, before this one; null when it is the first.
  @Nullable Usage report(String response, Usage usage) {
    Usage before = largest.get(response);
    largest.put(response, before == null ? usage : before.max(usage));
    return before;
  }
}
