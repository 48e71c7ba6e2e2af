package watchbill.alerts.yaml;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpec;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpecBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroupBuilder;
import java.util.List;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Links;
import watchbill.metrics.promql.PromDuration;

/// Alerts as the Prometheus operator's types; the spec of its rules is also what a rule file holds.
final class Rules {
  private final Links links;

  Rules(Links links) {
    this.links = links;
  }

  PrometheusRuleSpec spec(List<AlertGroup> groups) {
    return new PrometheusRuleSpecBuilder()
        .withGroups(groups.stream().map(this::group).toList())
        .build();
  }

  private RuleGroup group(AlertGroup group) {
    return new RuleGroupBuilder()
        .withName(group.name())
        .withRules(group.alerts().stream().map(this::rule).toList())
        .build();
  }

  private Rule rule(Alert<?> alert) {
    var rule =
        new RuleBuilder()
            .withAlert(alert.name())
            .withExpr(new IntOrString(alert.condition().toString()))
            .withLabels(alert.labels())
            .withAnnotations(alert.annotations(links));
    if (alert.pending().isPositive()) {
      rule.withFor(PromDuration.text(alert.pending()));
    }
    return rule.build();
  }
}
