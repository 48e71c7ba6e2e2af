package watchbill.alerts.docs;

import java.util.ArrayList;
import java.util.List;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.rules.AllAlerts;
import watchbill.metrics.generated.GeneratedFile;

/// The pages about the alerts: one about all of them, and a runbook for each.
public final class AlertDocs {
  private AlertDocs() {}

  /// All pages.
  ///
  /// @throws IllegalStateException when nobody has written about an alert
  public static List<GeneratedFile> all() {
    var pages = new ArrayList<GeneratedFile>();
    pages.add(AlertsDoc.file());
    for (AlertGroup group : AllAlerts.GROUPS) {
      for (Alert<?> alert : group.alerts()) {
        pages.add(Runbook.of(alert, group).file());
      }
    }
    return pages;
  }
}
