package watchbill.alerts.rules;

import static watchbill.alerts.Same.same;
import static watchbill.alerts.Selection.any;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.BUDGET;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.CLAIM;
import static watchbill.metrics.catalogue.Label.CONTAINER;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.REPLICA;
import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.Label.STORE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.WORKLOAD;
import static watchbill.metrics.catalogue.Label.WORKLOAD_TYPE;
import static watchbill.metrics.promql.Matcher.equal;
import static watchbill.metrics.promql.Matcher.matches;
import static watchbill.metrics.promql.Matcher.matchesNot;

import java.util.List;
import java.util.stream.Stream;
import watchbill.alerts.Alert;
import watchbill.alerts.DependencyGraph;
import watchbill.alerts.Inhibition;

/// Which alert is the cause of which.
public final class Inhibitions {
  /// The causes that rest on silence: what loops or crashes does so in an incident, too.
  private static final String SILENT = "agent_wait|no_tool_call|provider_wait|tool_hang";

  /// The sources that events come from: the bus, and what joins processor and exporters.
  private static final String EVENTS = "nats|signals";

  /// The causes for which an agent is stuck that its pods show as well.
  private static final String OF_PODS =
      "crash_loop|oom_killed|probe_failed|image_pull|volume_not_mounted|unschedulable|evicted"
          + "|preempted|node_lost";

  private static final List<Inhibition> HEARING =
      List.of(
          Inhibition.of(
              "Without its events, what agents do is unknown.",
              any(SelfAlerts.SOURCE_DOWN).where(matches(SOURCE, EVENTS)),
              any(restOnEvents())),
          Inhibition.of(
              "Without its events, what an agent does is unknown; what its pods suffer is not.",
              any(SelfAlerts.SOURCE_DOWN).where(matches(SOURCE, EVENTS)),
              any(ActivityAlerts.AGENT_STUCK).where(matchesNot(CAUSE, OF_PODS))),
          Inhibition.of(
              "What is worked out from events is as late as they are.",
              any(PipelineAlerts.LATE),
              any(restOnEvents())),
          Inhibition.of(
              "What an agent does is known as late as its events are; what its pods suffer is not.",
              any(PipelineAlerts.LATE),
              any(ActivityAlerts.AGENT_STUCK).where(matchesNot(CAUSE, OF_PODS))),
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
              "Agents that stand still do nothing else, either.",
              any(ActivityAlerts.FLEET_INCIDENT),
              any(
                  AttentionAlerts.SUSPICION,
                  AttentionAlerts.IDLE_WITH_BACKLOG,
                  AttentionAlerts.TELEMETRY_GAP,
                  TaskAlerts.FAILING),
              same(TENANT)),
          Inhibition.of(
              "An agent that is stuck is suspect, and sends nothing.",
              any(ActivityAlerts.AGENT_STUCK),
              any(AttentionAlerts.SUSPICION, AttentionAlerts.TELEMETRY_GAP),
              same(TENANT),
              same(AGENT)),
          Inhibition.of(
              "Agents that stand still take no messages.",
              any(ActivityAlerts.FLEET_INCIDENT),
              any(BusConsumerAlerts.LAGS, BusConsumerAlerts.REDELIVERS),
              same(TENANT)),
          Inhibition.of(
              "A bus that is full takes no events: all agents seem silent.",
              any(BusAlerts.STORAGE_FULL),
              any(ActivityAlerts.FLEET_INCIDENT).where(equal(CAUSE, "silence"))));

  private static final List<Inhibition> PODS =
      List.of(
          Inhibition.of(
              "An agent that is stuck because its pod keeps crashing is one page, not two: that of"
                  + " the agent, which comes first and ends last.",
              any(ActivityAlerts.AGENT_STUCK).where(matches(CAUSE, "crash_loop|oom_killed")),
              any(PodAlerts.CRASH_LOOPING),
              same(TENANT),
              same(AGENT)),
          Inhibition.of(
              "A pod that keeps crashing leaves its workload short, and a rollout unfinished.",
              any(PodAlerts.CRASH_LOOPING),
              any(WorkloadAlerts.DOWN, WorkloadAlerts.SHORT, WorkloadAlerts.ROLLOUT_STUCK),
              same(TENANT),
              same(NAMESPACE),
              same(AGENT)),
          Inhibition.of(
              "A container that keeps crashing restarts often.",
              any(PodAlerts.CRASH_LOOPING),
              any(EndAlerts.RESTARTS_OFTEN),
              same(NAMESPACE),
              same(POD),
              same(CONTAINER)),
          Inhibition.of(
              "An agent that is stuck for what keeps its pods down is one page, which comes first.",
              any(ActivityAlerts.AGENT_STUCK).where(matches(CAUSE, OF_PODS)),
              any(WorkloadAlerts.DOWN),
              same(TENANT),
              same(AGENT)),
          Inhibition.of(
              "A container that cannot start leaves its workload short, and a rollout unfinished.",
              any(StartAlerts.CANNOT_START),
              any(WorkloadAlerts.SHORT, WorkloadAlerts.ROLLOUT_STUCK),
              same(TENANT),
              same(NAMESPACE),
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
              "A store without a copy to spare has one that lags, or that nobody hears.",
              any(MemorySpineQuorumAlerts.AT_RISK),
              any(MemorySpineAlerts.REPLICATION_LAGS, MemorySpineAlerts.LAG_UNKNOWN),
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
              "What is down is short of pods, too.",
              any(WorkloadAlerts.DOWN),
              any(WorkloadAlerts.SHORT),
              same(NAMESPACE),
              same(WORKLOAD_TYPE),
              same(WORKLOAD)),
          Inhibition.of(
              "What is spent fast is spent slowly, too.",
              any(BudgetAlerts.BURN_FAST),
              any(BudgetAlerts.BURN_SLOW, BudgetAlerts.NEARLY_EXHAUSTED, BudgetAlerts.EXHAUSTED),
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
          Stream.of(HEARING, FLEET, PODS, NODES, STORES, WORSE).flatMap(List::stream).toList());

  /// All of them.
  public static final List<Inhibition> ALL = GRAPH.edges();

  private Inhibitions() {}

  /// What is not true without events. What also reads the cluster speaks of that, and only asks
  /// whether anybody has worked there.
  private static List<Alert<?>> restOnEvents() {
    List<Alert<?>> cluster = Ground.CLUSTER.alerts(AllAlerts.GROUPS);
    return Ground.EVENTS.alerts(AllAlerts.GROUPS).stream()
        .filter(alert -> !cluster.contains(alert) && !alert.equals(ActivityAlerts.AGENT_STUCK))
        .toList();
  }
}
