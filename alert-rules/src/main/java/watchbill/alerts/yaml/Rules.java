package watchbill.alerts.yaml;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpec;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpecBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import io.fabric8.openshift.api.model.monitoring.v1.RuleBuilder;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroup;
import io.fabric8.openshift.api.model.monitoring.v1.RuleGroupBuilder;
import java.util.List;
import java.util.stream.Stream;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Links;
import watchbill.metrics.promql.PromDuration;
import watchbill.metrics.promql.Recorded;

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
        .withRules(
            Stream.concat(
                    group.recorded().stream().map(Rules::rule),
                    group.alerts().stream().map(this::rule))
                .toList())
        .build();
  }

  private static Rule rule(Recorded<?> recorded) {
    return new RuleBuilder()
        .withRecord(recorded.name())
        .withExpr(new IntOrString(recorded.query().text()))
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
