package watchbill.metrics.exposition;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The compressed forms of the loose texts of the last scrape: what stands in the next one as it
/// stood there is not compressed again. For one thread.
final class LooseTexts {
  private Map<ByteBuffer, Deflated> before = new HashMap<>();
  private Map<ByteBuffer, Deflated> now = new HashMap<>();

  /// Begins the next scrape: what the last one did not have is forgotten.
  void begin() {
    before = now;
    now = new HashMap<>();
  }

  /// The compressed form of these bytes; null when neither this scrape nor the one before had them.
  @Nullable Deflated get(byte[] bytes) {
    ByteBuffer text = ByteBuffer.wrap(bytes);
    Deflated known = before.get(text);
    if (known != null) {
      now.put(text, known);
      return known;
    }
    return now.get(text);
  }

  /// Keeps the compressed form of these bytes, which nobody changes any more.
  void put(byte[] bytes, Deflated deflated) {
    now.put(ByteBuffer.wrap(bytes), deflated);
  }
}
