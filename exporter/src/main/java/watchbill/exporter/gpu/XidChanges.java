package watchbill.exporter.gpu;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.gpu.GpuQuantity;

/// How often the code of each GPU's last error became another one. The first that is seen is no
/// change, nor is the end of an error. One thread.
final class XidChanges {
  /// A GPU that is gone for longer begins at 0 again.
  private static final long FORGET_AFTER_MILLIS = 86_400_000;

  private record Seen(double code, long changes, long atMillis) {}

  private final Map<GpuUnit.Key, Seen> seen = new HashMap<>();

  /// The changes of this unit so far, this look included; null when it tells no code.
  @Nullable Long observe(GpuUnit unit) {
    Double code = unit.reading().values().get(GpuQuantity.LAST_XID);
    if (code == null) {
      return null;
    }
    Seen before = seen.get(unit.key());
    long changes = before == null ? 0 : before.changes();
    boolean changed = before != null && code != 0 && code != before.code();
    seen.put(unit.key(), new Seen(code, changed ? changes + 1 : changes, unit.atMillis()));
    return changed ? changes + 1 : changes;
  }

  /// Forgets the GPUs that are gone.
  void forget(long nowMillis) {
    seen.values().removeIf(one -> nowMillis - one.atMillis() > FORGET_AFTER_MILLIS);
  }
}
