package watchbill.alerts;

import java.util.List;

/// Alerts that are evaluated together.
///
/// @param name unique among all groups
public record AlertGroup(String name, List<Alert<?>> alerts) {
  public AlertGroup {
    alerts = List.copyOf(alerts);
  }
}
