package watchbill.sources.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The tenants that post. Safe from any thread.
final class Tenants {
  private final IntakeLimits limits;
  private final LongSupplier nanos;
  private final Map<String, Tenant> known = new LinkedHashMap<>();

  Tenants(IntakeLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  /// The tenant of this name; null when there are too many.
  synchronized @Nullable Tenant named(String name) {
    Tenant tenant = known.get(name);
    if (tenant == null) {
      if (known.size() >= limits.tenants()) {
        long now = nanos.getAsLong();
        known.values().removeIf(one -> one.isIdle(now));
      }
      if (known.size() >= limits.tenants()) {
        return null;
      }
      tenant = new Tenant(limits, nanos.getAsLong());
      known.put(name, tenant);
    }
    return tenant;
  }

  long nowNanos() {
    return nanos.getAsLong();
  }
}
