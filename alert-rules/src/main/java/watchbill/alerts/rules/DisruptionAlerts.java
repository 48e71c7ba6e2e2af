package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.DisruptionFamilies.ALLOWED;
import static watchbill.metrics.catalogue.DisruptionFamilies.BUDGET_CORDONED;
import static watchbill.metrics.catalogue.Label.DISRUPTION_BUDGET;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.NodeFamilies.CORDONED_SINCE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.DisruptionFamilies.BudgetLabels;
import watchbill.metrics.catalogue.DisruptionFamilies.BudgetNodeLabels;
import watchbill.metrics.catalogue.NodeFamilies.NodeLabels;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Alerts about pods that cannot be moved.
public final class DisruptionAlerts {
  private static final Duration CORDONED = Duration.ofMinutes(20);

  private static final BudgetLabels BUDGET =
      new BudgetLabels("acme", "coder-0", "coder", "agents", "coders");
  private static final BudgetNodeLabels ON_NODE =
      new BudgetNodeLabels("acme", "coder-0", "coder", "agents", "coders", "node-1");
  private static final NodeLabels NODE_1 = new NodeLabels("", "", "", "node-1");
  private static final BudgetNodeLabels ON_OTHER =
      new BudgetNodeLabels("acme", "coder-0", "coder", "agents", "coders", "node-2");
  private static final NodeLabels NODE_2 = new NodeLabels("", "", "", "node-2");
  private static final Map<String, String> FIRED =
      Map.of(
          "tenant", "acme",
          "namespace", "agents",
          "poddisruptionbudget", "coders",
          "node", "node-1");

  /// A node is to be emptied, and a disruption budget has let nothing go for ten minutes, half an
  /// hour after it began. A drain that moves one pod after the other lets one go in between.
  public static final Alert<BudgetNodeLabels> DRAIN_STUCK =
      new Alert<>(
          "AgentDrainStuck",
          Query.of(BUDGET_CORDONED)
              .by(TENANT, NAMESPACE, DISRUPTION_BUDGET, NODE)
              .max()
              .above(0)
              .and(
                  Query.of(ALLOWED).by(NAMESPACE, DISRUPTION_BUDGET).max().is(0),
                  Matching.on(NAMESPACE, DISRUPTION_BUDGET))
              .and(Query.age(CORDONED_SINCE).by(NODE).max().above(CORDONED), Matching.on(NODE)),
          Duration.ofMinutes(10),
          Severity.TICKET,
          Owner.TENANT,
          View.CLUSTER,
          "Node {{ $labels.node }} cannot be emptied: disruption budget {{ $labels.namespace }}/"
              + "{{ $labels.poddisruptionbudget }} lets no pod go.",
          List.of(
              Example.when("a budget keeps a node, until it is changed")
                  .with(BUDGET_CORDONED, ON_NODE, "1x39 0x20")
                  .with(ALLOWED, BUDGET, "0x39 1x20")
                  .with(CORDONED_SINCE, NODE_1, "59x60")
                  .with(BUDGET_CORDONED, ON_OTHER, "1x39 0x20")
                  .with(CORDONED_SINCE, NODE_2, "60x60")
                  .quietAt(30)
                  .firesAt(31, FIRED)
                  .quietAt(40),
              Example.when("a node is emptied pod by pod")
                  .with(BUDGET_CORDONED, ON_NODE, "3x60")
                  .with(ALLOWED, BUDGET, "0x28 1 0x8 1 0x20")
                  .with(CORDONED_SINCE, NODE_1, "0x60")
                  .quietAt(31)
                  .quietAt(38)
                  .quietAt(45),
              Example.when("another node is emptied, and none of the budget's pods is on it")
                  .with(BUDGET_CORDONED, ON_NODE, "0x60")
                  .with(ALLOWED, BUDGET, "0x60")
                  .with(CORDONED_SINCE, NODE_1, "0x60")
                  .quietAt(50)));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-disruption", DRAIN_STUCK);

  private DisruptionAlerts() {}
}
