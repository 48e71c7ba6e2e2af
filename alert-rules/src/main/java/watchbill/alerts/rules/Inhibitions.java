package watchbill.alerts.rules;

import static watchbill.alerts.Same.same;
import static watchbill.alerts.Selection.any;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.BUDGET;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.CLAIM;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.REPLICA;
import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.Label.STORE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.promql.Matcher.equal;
import static watchbill.metrics.promql.Matcher.matches;

import java.util.List;
import java.util.stream.Stream;
import watchbill.alerts.DependencyGraph;
import watchbill.alerts.Inhibition;

/// Which alert is the cause of which.
public final class Inhibitions {
  /// The causes that rest on silence: what loops or crashes does so in an incident, too.
  private static final String SILENT = "agent_wait|no_tool_call|provider_wait|tool_hang";

  /// The sources that events come from: the bus, and what joins processor and exporters.
  private static final String EVENTS = "nats|signals";

  private static final List<Inhibition> HEARING =
      List.of(
          Inhibition.of(
              "Without its events, what agents do is unknown.",
              any(SelfAlerts.SOURCE_DOWN).where(matches(SOURCE, EVENTS)),
              any(Ground.EVENTS.alerts(AllAlerts.GROUPS))),
          Inhibition.of(
              "What is worked out from events is as late as they are.",
              any(PipelineAlerts.LATE),
              any(Ground.EVENTS.alerts(AllAlerts.GROUPS))),
          Inhibition.of(
              "Without the API server, what happens in the cluster is unknown.",
              any(SelfAlerts.SOURCE_DOWN).where(equal(SOURCE, "kubernetes")),
              any(Ground.CLUSTER.alerts(AllAlerts.GROUPS))));

  private static final List<Inhibition> FLEET =
      List.of(
          Inhibition.of(
              "Agents that came to a stop together have one cause: one page for all that are"
                  + " silent.",
              any(ActivityAlerts.FLEET_INCIDENT),
              any(ActivityAlerts.AGENT_STUCK).where(matches(CAUSE, SILENT)),
              same(TENANT)),
          Inhibition.of(
              "A provider that is out is out for tenants with few agents, too.",
              any(ActivityAlerts.FLEET_INCIDENT).where(equal(CAUSE, "provider")),
              any(ActivityAlerts.AGENT_STUCK).where(equal(CAUSE, "provider_wait"))),
          Inhibition.of(
              "Agents that stand still take no messages.",
              any(ActivityAlerts.FLEET_INCIDENT),
              any(BusConsumerAlerts.LAGS, BusConsumerAlerts.REDELIVERS),
              same(TENANT)),
          Inhibition.of(
              "A bus that is full takes no events: all agents seem silent.",
              any(BusAlerts.STORAGE_FULL),
              any(ActivityAlerts.FLEET_INCIDENT).where(equal(CAUSE, "silence"))),
          Inhibition.of(
              "An agent whose pod keeps crashing is stuck for that cause: one page, not two.",
              any(PodAlerts.CRASH_LOOPING),
              any(ActivityAlerts.AGENT_STUCK).where(matches(CAUSE, "crash_loop|oom_killed")),
              same(TENANT),
              same(AGENT)));

  private static final List<Inhibition> NODES =
      List.of(
          Inhibition.of(
              "A node that is lost takes its agents with it: one page for all of them.",
              any(NodeAlerts.LOST),
              any(ActivityAlerts.AGENT_STUCK).where(equal(CAUSE, "node_lost"))),
          Inhibition.of(
              "Nothing else is to be done about a node that is lost.",
              any(NodeAlerts.LOST),
              any(NodeAlerts.UNDER_PRESSURE, DisruptionAlerts.DRAIN_STUCK, GpuHealthAlerts.UNHEARD),
              same(NODE)));

  private static final List<Inhibition> STORES =
      List.of(
          Inhibition.of(
              "A store without a quorum cannot have copies that are up to date.",
              any(MemorySpineQuorumAlerts.LOST),
              any(
                  MemorySpineQuorumAlerts.AT_RISK,
                  MemorySpineAlerts.REPLICATION_LAGS,
                  MemorySpineAlerts.LAG_UNKNOWN),
              same(TENANT),
              same(STORE)),
          Inhibition.of(
              "A store that nobody leads has no copies that are up to date.",
              any(ReplicationAlerts.LEADERLESS),
              any(
                  ReplicationCopyAlerts.COPIES_MISSING,
                  ReplicationCopyAlerts.REPLICA_DOWN,
                  ReplicationCopyAlerts.LAGGING),
              same(TENANT),
              same(STORE)));

  private static final List<Inhibition> WORSE =
      List.of(
          Inhibition.of(
              "What is full is nearly full, too.",
              any(MemorySpineAlerts.STORAGE_FULL),
              any(MemorySpineAlerts.STORAGE_HIGH),
              same(TENANT),
              same(STORE),
              same(REPLICA)),
          Inhibition.of(
              "What is full is nearly full, too.",
              any(VolumeAlerts.FULL),
              any(VolumeAlerts.FILLS),
              same(TENANT),
              same(NAMESPACE),
              same(CLAIM)),
          Inhibition.of(
              "What is full is nearly full, too.",
              any(BusAlerts.STORAGE_FULL),
              any(BusAlerts.STORAGE_HIGH),
              same(KIND)),
          Inhibition.of(
              "What is spent fast is spent slowly, too.",
              any(BudgetAlerts.BURN_FAST),
              any(BudgetAlerts.BURN_SLOW),
              same(TENANT),
              same(AGENT),
              same(BUDGET)),
          Inhibition.of(
              "What is spent was nearly spent before.",
              any(BudgetAlerts.EXHAUSTED),
              any(BudgetAlerts.NEARLY_EXHAUSTED, BudgetAlerts.BURN_SLOW),
              same(TENANT),
              same(AGENT),
              same(BUDGET)));

  private static final DependencyGraph GRAPH =
      new DependencyGraph(
          Stream.of(HEARING, FLEET, NODES, STORES, WORSE).flatMap(List::stream).toList());

  /// All of them.
  public static final List<Inhibition> ALL = GRAPH.edges();

  private Inhibitions() {}
}
