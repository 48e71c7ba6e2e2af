package watchbill.sources.intake;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.journal.Journal;
import watchbill.connectors.journal.NotTaken;
import watchbill.wire.otlp.Memory;

/// What the mapper remembers while it works on one request: it is stored with the request's events,
/// or not at all.
final class Recollection implements Memory {
  private final Journal journal;
  private final Map<String, byte[]> changes = new HashMap<>();

  Recollection(Journal journal) {
    this.journal = journal;
  }

  @Override
  public byte @Nullable [] recall(String key) {
    byte[] changed = changes.get(key);
    if (changed != null) {
      return changed;
    }
    try {
      return journal.recall(key);
    } catch (NotTaken e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void remember(String key, byte[] value) {
    changes.put(key, value);
  }

  Map<String, byte[]> changes() {
    return changes;
  }
}
