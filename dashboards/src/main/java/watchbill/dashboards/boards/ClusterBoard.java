package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.clusters;
import static watchbill.dashboards.Chosen.roles;
import static watchbill.metrics.catalogue.Label.AUTOSCALER;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.CLAIM;
import static watchbill.metrics.catalogue.Label.CONDITION;
import static watchbill.metrics.catalogue.Label.CONTAINER;
import static watchbill.metrics.catalogue.Label.DISRUPTION_BUDGET;
import static watchbill.metrics.catalogue.Label.END;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.METRIC_NAME;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.PHASE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.STATE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.WORKLOAD;
import static watchbill.metrics.catalogue.Label.WORKLOAD_TYPE;
import static watchbill.metrics.promql.Windows.GRAFANA_RANGE;
import static watchbill.metrics.promql.Windows.GRAFANA_RATE;

import java.util.List;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Chosen;
import watchbill.dashboards.Color;
import watchbill.dashboards.Panel.BarGauge;
import watchbill.dashboards.Panel.Stat;
import watchbill.dashboards.Panel.StateTimeline;
import watchbill.dashboards.Panel.Table;
import watchbill.dashboards.Panel.TimeSeries;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
import watchbill.dashboards.Thresholds;
import watchbill.metrics.catalogue.AutoscalingFamilies;
import watchbill.metrics.catalogue.ContainerFamilies;
import watchbill.metrics.catalogue.DisruptionFamilies;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.NodeFamilies;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.catalogue.PodLifeFamilies;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.UsageFamilies;
import watchbill.metrics.catalogue.VolumeFamilies;
import watchbill.metrics.catalogue.WorkloadFamilies;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Distribution;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// The cluster as far as agents are concerned: pods, nodes, volumes, autoscalers, rollouts.
final class ClusterBoard {
  private static final int LONGEST = 10;
  private static final double FULL = 0.9;
  private static final double NEARLY_FULL = 0.75;

  /// The board.
  static final Board BOARD =
      new Board(
          BoardName.CLUSTER,
          "The cluster as far as agents are concerned: their pods by state, what their nodes have"
              + " and what is used of it, their volumes, what autoscalers do, and rollouts.",
          Chosen.roleVariables(PodFamilies.INFO),
          List.of(),
          List.of(pods(), starts(), nodes(), volumes(), autoscalers(), workloads()));

  private ClusterBoard() {}

  private static Row pods() {
    var ready = Query.of(PodFamilies.READY, roles());
    return Row.of(
        "Pods",
        Stat.of("Pods", "Pods of agents.", Thresholds.NONE, ready.by().count()),
        Stat.of(
            "Pods not ready",
            "Pods of agents that are not ready now.",
            Thresholds.ABOVE_ZERO,
            ready.by().count().minus(ready.by().sum(), Matching.on())),
        Stat.of(
            "Pods without a node",
            "Pods that no node takes, for whatever reason.",
            Thresholds.ABOVE_ZERO,
            Query.of(PodFamilies.UNSCHEDULABLE, roles())
                .by(NAMESPACE, POD)
                .max()
                .by()
                .sum()
                .or(none())),
        Stat.of(
            "Restarts",
            "Restarts of containers in the time range.",
            Thresholds.NONE,
            Query.increase(PodFamilies.CONTAINER_RESTARTS, GRAFANA_RANGE, roles()).by().sum()),
        TimeSeries.areas(
            "Pods by phase",
            "Each pod is in one phase at a time.",
            Query.of(PodFamilies.PHASE, roles()).by(PHASE).sum()),
        TimeSeries.lines(
            "Containers that wait",
            "Containers that are not started, and why.",
            Query.of(PodFamilies.CONTAINER_WAITING, roles()).by(REASON).sum()),
        TimeSeries.lines(
            "What pods lack",
            "Pods that no node takes, by what they want: one may want several things.",
            Query.of(PodFamilies.UNSCHEDULABLE, roles()).by(REASON).sum()),
        TimeSeries.lines(
            "How containers end",
            "Ends per hour, by what their status proves.",
            Query.rate(PodLifeFamilies.CONTAINER_ENDS, GRAFANA_RATE, roles())
                .by(END)
                .sum()
                .perHour()),
        Table.of(
            "Who waits, and why",
            "Containers that are not started now.",
            new Target(
                "containers",
                Query.of(PodFamilies.CONTAINER_WAITING, roles())
                    .is(1)
                    .query()
                    .by(NAMESPACE, POD, CONTAINER, REASON)
                    .count())),
        Table.of(
            "Containers that restart most",
            "In the time range.",
            new Target(
                "restarts",
                Query.increase(PodFamilies.CONTAINER_RESTARTS, GRAFANA_RANGE, roles())
                    .by(NAMESPACE, POD, CONTAINER)
                    .sum()
                    .top(LONGEST))));
  }

  /// 0, if pods are known.
  private static Query<PodLabels> none() {
    return Query.of(PodFamilies.READY, roles()).by().count().scaled(0);
  }

  private static Row starts() {
    return Row.of(
        "How pods begin and end",
        TimeSeries.lines(
            "From creation to each step",
            "So long after its creation 90 % of the pods had come to each step, at most.",
            Distribution.of(PodLifeFamilies.START, GRAFANA_RATE, roles()).by(PHASE).quantile(0.9)),
        TimeSeries.lines(
            "Drain",
            "So long after its deletion was asked for a pod was gone: half and 90 %, at most.",
            new Target("p50", drain().by().quantile(0.5)),
            new Target("p90", drain().by().quantile(0.9))));
  }

  private static Distribution<SpendFamilies.RoleLabels> drain() {
    return Distribution.of(PodLifeFamilies.DRAIN, GRAFANA_RATE, roles());
  }

  private static Row nodes() {
    var nodeReady = Query.of(NodeFamilies.READY, clusters());
    return Row.of(
        "Nodes",
        Stat.of("Nodes", "All of the cluster.", Thresholds.NONE, nodeReady.by().count()),
        Stat.of(
            "Nodes not ready",
            "Those that are not heard of included.",
            Thresholds.ABOVE_ZERO,
            nodeReady.by().count().minus(nodeReady.by().sum(), Matching.on())),
        Stat.of(
            "Nodes cordoned",
            "No more pods are placed on them.",
            Thresholds.NONE,
            Query.of(NodeFamilies.CORDONED, clusters()).by().sum()),
        Stat.of(
            "Pods on cordoned nodes",
            "Pods of agents that have still to leave.",
            Thresholds.NONE,
            Query.of(DisruptionFamilies.CORDONED, roles()).by().sum().or(none())),
        BarGauge.of(
            "CPU in use by agents",
            "What agents' pods use of the CPU that pods can have, by node.",
            Thresholds.rising(NEARLY_FULL, FULL),
            byNode(Query.of(UsageFamilies.CPU, roles()).by(NAMESPACE, POD).sum(), NodeFamilies.CPU)
                .top(LONGEST)),
        BarGauge.of(
            "Memory in use by agents",
            "The working sets of agents' pods against the memory that pods can have, by node.",
            Thresholds.rising(NEARLY_FULL, FULL),
            byNode(
                    Query.of(UsageFamilies.WORKING_SET, roles()).by(NAMESPACE, POD).sum(),
                    NodeFamilies.MEMORY)
                .top(LONGEST)),
        BarGauge.of(
            "CPU asked for by agents",
            "What agents' pods ask for of the CPU that pods can have, by node.",
            Thresholds.NONE,
            byNode(
                    Query.of(ContainerFamilies.CPU_REQUEST, roles(Matcher.notEqual(KIND, "init")))
                        .by(NAMESPACE, POD)
                        .sum(),
                    NodeFamilies.CPU)
                .top(LONGEST)),
        BarGauge.of(
            "Memory asked for by agents",
            "What agents' pods ask for of the memory that pods can have, by node.",
            Thresholds.NONE,
            byNode(
                    Query.of(
                            ContainerFamilies.MEMORY_REQUEST, roles(Matcher.notEqual(KIND, "init")))
                        .by(NAMESPACE, POD)
                        .sum(),
                    NodeFamilies.MEMORY)
                .top(LONGEST)),
        Table.of(
            "What each node has",
            "For pods, after what is kept back for the system.",
            new Target("agents", Query.of(NodeFamilies.AGENTS, clusters()).by(NODE).sum()),
            new Target("vCPUs", allocatable(NodeFamilies.CPU).by(NODE).max()),
            new Target("memory", allocatable(NodeFamilies.MEMORY).by(NODE).max()),
            new Target("pods", allocatable(NodeFamilies.PODS).by(NODE).max()),
            new Target("GPUs", allocatable(NodeFamilies.GPUS).by(NODE).max()),
            new Target("cordoned", Query.of(NodeFamilies.CORDONED, clusters()).by(NODE).max()),
            new Target("age", Query.age(NodeFamilies.CREATED, clusters()).by(NODE).max())),
        Table.of(
            "What is wrong with nodes",
            "Conditions that hold and should not.",
            new Target(
                "nodes",
                Query.of(NodeFamilies.CONDITION, clusters(Matcher.notEqual(CONDITION, "Ready")))
                    .is(1)
                    .query()
                    .by(NODE, CONDITION)
                    .count())),
        Table.of(
            "Replicas on one node",
            "Replicas beyond the first: what a StatefulSet loses more than one of when the node"
                + " fails.",
            new Target(
                "replicas beyond the first",
                Query.of(NodeFamilies.COLOCATED, roles())
                    .by(NODE, NAMESPACE, WORKLOAD)
                    .max()
                    .above(0)
                    .query())));
  }

  /// What pods have, as a part of what the nodes have that they run on.
  private static <L extends Record & LabelSet> Query<PodFamilies.InfoLabels> byNode(
      Query<L> ofPods, Gauge<NodeFamilies.AmountLabels> amount) {
    return Query.of(PodFamilies.INFO, roles())
        .by(NAMESPACE, POD, NODE)
        .max()
        .times(ofPods, Matching.manyToOne(NAMESPACE, POD))
        .by(NODE)
        .sum()
        .dividedBy(allocatable(amount).by(NODE).max(), Matching.on(NODE));
  }

  private static Query<NodeFamilies.AmountLabels> allocatable(
      Gauge<NodeFamilies.AmountLabels> amount) {
    return Query.of(amount, clusters(Matcher.equal(KIND, "allocatable")));
  }

  private static Row volumes() {
    return Row.of(
        "Volumes",
        Stat.of(
            "Claimed",
            "The size of all volumes of agents, which is what is paid for.",
            Thresholds.NONE,
            Query.of(VolumeFamilies.SIZE, roles()).by().sum()),
        Stat.of(
            "Written",
            "What is written on those that a pod mounts now.",
            Thresholds.NONE,
            Query.of(VolumeFamilies.USED, roles()).by().sum()),
        Stat.of(
            "Claims without a volume",
            "They wait for one.",
            Thresholds.ABOVE_ZERO,
            Query.of(VolumeFamilies.BOUND, roles())
                .by()
                .count()
                .minus(Query.of(VolumeFamilies.BOUND, roles()).by().sum(), Matching.on())),
        Stat.of(
            "Orphaned",
            "The size of volumes that nobody mounts, and that no StatefulSet would.",
            Thresholds.NONE,
            Query.of(VolumeFamilies.ORPHANED_BYTES, roles())
                .by()
                .sum()
                .or(Query.of(VolumeFamilies.SIZE, roles()).by().sum().scaled(0))),
        BarGauge.of(
            "Fullest volumes",
            "What is written, as a part of what the file system holds.",
            Thresholds.rising(NEARLY_FULL, FULL),
            Query.of(VolumeFamilies.USED, roles())
                .by(NAMESPACE, CLAIM)
                .max()
                .dividedBy(
                    Query.of(VolumeFamilies.CAPACITY, roles()).by(NAMESPACE, CLAIM).max(),
                    Matching.on(NAMESPACE, CLAIM))
                .top(LONGEST)),
        Table.of(
            "Volumes that will be full soonest",
            "When they go on growing as they do.",
            new Target(
                "full in",
                Query.of(VolumeFamilies.TIME_TO_FULL, roles())
                    .by(TENANT, NAMESPACE, CLAIM)
                    .min())));
  }

  private static Row autoscalers() {
    return Row.of(
        "Autoscalers",
        TimeSeries.lines(
            "Replicas",
            "What each autoscaler asks for, and the most that it may ask for.",
            new Target(
                "asked for",
                Query.of(AutoscalingFamilies.DESIRED, roles()).by(NAMESPACE, AUTOSCALER).max()),
            new Target(
                "most",
                Query.of(AutoscalingFamilies.MAX, roles()).by(NAMESPACE, AUTOSCALER).max())),
        TimeSeries.lines(
            "Changes of direction",
            "How often, in each step, each asked for fewer after more, or for more after fewer.",
            Query.increase(AutoscalingFamilies.DIRECTION_CHANGES, GRAFANA_RATE, roles())
                .by(NAMESPACE, AUTOSCALER)
                .sum()),
        Table.of(
            "Autoscalers now",
            "How far each can still go, and when it last changed anything.",
            new Target(
                "headroom",
                Query.of(AutoscalingFamilies.HEADROOM, roles()).by(NAMESPACE, AUTOSCALER).min()),
            new Target(
                "current",
                Query.of(AutoscalingFamilies.CURRENT, roles()).by(NAMESPACE, AUTOSCALER).max()),
            new Target(
                "asked for",
                Query.of(AutoscalingFamilies.DESIRED, roles()).by(NAMESPACE, AUTOSCALER).max()),
            new Target(
                "fewest",
                Query.of(AutoscalingFamilies.MIN, roles()).by(NAMESPACE, AUTOSCALER).max()),
            new Target(
                "most", Query.of(AutoscalingFamilies.MAX, roles()).by(NAMESPACE, AUTOSCALER).max()),
            new Target(
                "last change",
                Query.of(AutoscalingFamilies.LAST_SCALE, roles()).by(NAMESPACE, AUTOSCALER).max())),
        Table.of(
            "Metrics that autoscalers miss",
            "They go by them and cannot get them.",
            new Target(
                "missing",
                Query.of(AutoscalingFamilies.METRIC_MISSING, roles())
                    .is(1)
                    .query()
                    .by(NAMESPACE, AUTOSCALER, METRIC_NAME)
                    .count())),
        Table.of(
            "Autoscalers at their limits",
            "They would go further than they may.",
            new Target(
                "limited",
                Query.of(AutoscalingFamilies.LIMITED, roles())
                    .is(1)
                    .query()
                    .by(NAMESPACE, AUTOSCALER, REASON)
                    .count())));
  }

  private static Row workloads() {
    return Row.of(
        "Workloads",
        StateTimeline.of(
            "Rollouts",
            "Of workloads, while they are not complete.",
            Color.BLUE,
            rollouts().query().by(NAMESPACE, WORKLOAD, STATE).count()),
        Table.of(
            "Replicas of workloads",
            "That are wanted, and that there are.",
            new Target("wanted", workload(WorkloadFamilies.DESIRED)),
            new Target("ready", workload(WorkloadFamilies.READY)),
            new Target("available", workload(WorkloadFamilies.AVAILABLE)),
            new Target("of the newest revision", workload(WorkloadFamilies.UPDATED))),
        Table.of(
            "Disruption budgets that allow nothing",
            "Pods that they cover, as long as none of them may be evicted.",
            new Target(
                "pods",
                Query.of(DisruptionFamilies.EXPECTED, roles())
                    .above(0)
                    .and(
                        Query.of(DisruptionFamilies.ALLOWED, roles()).is(0),
                        Matching.on(NAMESPACE, DISRUPTION_BUDGET))
                    .query()
                    .by(NAMESPACE, DISRUPTION_BUDGET)
                    .max())),
        Table.of(
            "Disruption budgets that never allow anything",
            "Every drain will wait for ever, even while all pods are healthy.",
            new Target(
                "budgets",
                Query.of(DisruptionFamilies.NEVER_ALLOWS, roles())
                    .is(1)
                    .query()
                    .by(NAMESPACE, DISRUPTION_BUDGET, CAUSE)
                    .count())));
  }

  private static Condition<WorkloadFamilies.RolloutLabels> rollouts() {
    return Query.of(WorkloadFamilies.ROLLOUT, roles(Matcher.matches(STATE, "progressing|stuck")))
        .is(1);
  }

  private static Query<WorkloadFamilies.WorkloadLabels> workload(
      Gauge<WorkloadFamilies.WorkloadLabels> family) {
    return Query.of(family, roles()).by(NAMESPACE, WORKLOAD_TYPE, WORKLOAD).max();
  }
}
