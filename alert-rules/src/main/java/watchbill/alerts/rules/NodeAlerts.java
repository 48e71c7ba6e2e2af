package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.NodeFamilies.AGENTS;
import static watchbill.metrics.catalogue.NodeFamilies.CONDITION;
import static watchbill.metrics.catalogue.NodeFamilies.READY;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.NodeFamilies.ConditionLabels;
import watchbill.metrics.catalogue.NodeFamilies.NodeLabels;
import watchbill.metrics.catalogue.NodeFamilies.RoleLabels;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Alerts about nodes that agents are on. A node without agents is not our affair.
public final class NodeAlerts {
  private static final String PRESSURE = "MemoryPressure|DiskPressure|PIDPressure";

  private static final NodeLabels NODE_1 = new NodeLabels("", "", "", "node-1");
  private static final NodeLabels NODE_2 = new NodeLabels("", "", "", "node-2");
  private static final RoleLabels CODERS_1 = new RoleLabels("acme", "", "coder", "node-1");
  private static final RoleLabels CODERS_2 = new RoleLabels("acme", "", "coder", "node-2");

  /// A node does not answer. Pods of StatefulSets stay on it until somebody removes it or them
  /// (<https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/>).
  public static final Alert<NodeLabels> LOST =
      new Alert<>(
          "AgentNodeLost",
          Query.of(READY).by(NODE).min().is(0).and(agents(), Matching.on(NODE)),
          Duration.ofMinutes(2),
          Severity.PAGE,
          Owner.PLATFORM,
          View.CLUSTER,
          "Node {{ $labels.node }} is not ready, and agents are on it.",
          List.of(
              Example.when("a node with agents is lost, and comes back; one without agents, too")
                  .with(READY, NODE_1, "1x9 0x9 1x20")
                  .with(AGENTS, CODERS_1, "1x40")
                  .with(READY, NODE_2, "1x9 0x9 1x20")
                  .with(AGENTS, CODERS_2, "0x40")
                  .quietAt(11)
                  .firesAt(12, Map.of("node", "node-1"))
                  .quietAt(20),
              Example.when("a node is taken away, and its object with it")
                  .with(READY, NODE_1, "1x9 0 stale")
                  .with(AGENTS, CODERS_1, "3x10 stale")
                  .quietAt(20)));

  /// A node is about to evict pods.
  public static final Alert<ConditionLabels> UNDER_PRESSURE =
      new Alert<>(
          "AgentNodePressure",
          Query.of(CONDITION, Matcher.matches(Label.CONDITION, PRESSURE))
              .by(NODE, Label.CONDITION)
              .max()
              .above(0)
              .and(agents(), Matching.on(NODE)),
          Duration.ofMinutes(10),
          Severity.TICKET,
          Owner.PLATFORM,
          View.CLUSTER,
          "Node {{ $labels.node }} with agents on it has had {{ $labels.condition }} for 10 minutes.",
          List.of(
              Example.when("a disk fills up, and is cleaned; on a node without agents, too")
                  .with(CONDITION, condition("node-1", "DiskPressure"), "0x9 1x19 0x20")
                  .with(AGENTS, CODERS_1, "1x60")
                  .with(CONDITION, condition("node-2", "DiskPressure"), "0x9 1x19 0x20")
                  .with(AGENTS, CODERS_2, "0x60")
                  .quietAt(19)
                  .firesAt(20, Map.of("node", "node-1", "condition", "DiskPressure"))
                  .quietAt(30),
              Example.when("the network of a node is not set up: it is not ready anyway")
                  .with(CONDITION, condition("node-1", "NetworkUnavailable"), "1x60")
                  .with(AGENTS, CODERS_1, "1x60")
                  .quietAt(30)));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-nodes", LOST, UNDER_PRESSURE);

  private NodeAlerts() {}

  private static Condition<RoleLabels> agents() {
    return Query.of(AGENTS).by(NODE).sum().above(0);
  }

  private static ConditionLabels condition(String node, String condition) {
    return new ConditionLabels("", "", "", node, condition);
  }
}
