package watchbill.alerts.yaml;

import java.util.List;
import watchbill.alerts.Inhibition;

/// Inhibitions as a part of Alertmanager's configuration.
record InhibitRules(List<InhibitRule> inhibitRules) {
  record InhibitRule(
      List<String> sourceMatchers, List<String> targetMatchers, List<String> equal) {}

  static InhibitRules of(List<Inhibition> inhibitions) {
    return new InhibitRules(
        inhibitions.stream()
            .map(rule -> new InhibitRule(rule.source(), rule.target(), rule.equal()))
            .toList());
  }
}
