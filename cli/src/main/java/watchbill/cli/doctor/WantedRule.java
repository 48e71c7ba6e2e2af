package watchbill.cli.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.rules.AllAlerts;
import watchbill.metrics.promql.Recorded;

/// A rule as Prometheus has to have it.
///
/// @param pending how long the condition has to hold first; zero for what is recorded
/// @param labels that it adds
record WantedRule(String name, String expression, Duration pending, Map<String, String> labels) {
  WantedRule {
    labels = Map.copyOf(labels);
  }

  /// All that are generated.
  static List<WantedRule> all() {
    List<WantedRule> rules = new ArrayList<>();
    for (AlertGroup group : AllAlerts.GROUPS) {
      for (Recorded<?> recorded : group.recorded()) {
        rules.add(
            new WantedRule(recorded.name(), recorded.query().text(), Duration.ZERO, Map.of()));
      }
      for (Alert<?> alert : group.alerts()) {
        rules.add(
            new WantedRule(
                alert.name(),
                alert.condition().toString(),
                alert.pending(),
                new TreeMap<>(alert.labels())));
      }
    }
    return rules;
  }
}
