package watchbill.alerts;

import java.util.List;
import watchbill.metrics.promql.Recorded;

/// Alerts that are evaluated together, after what is recorded for them.
///
/// @param name unique among all groups
/// @param recorded in an order in which each uses only those before it
public record AlertGroup(String name, List<Recorded<?>> recorded, List<Alert<?>> alerts) {
  public AlertGroup {
    recorded = List.copyOf(recorded);
    alerts = List.copyOf(alerts);
  }

  /// Alerts that need nothing recorded.
  public static AlertGroup of(String name, Alert<?>... alerts) {
    return new AlertGroup(name, List.of(), List.of(alerts));
  }
}
