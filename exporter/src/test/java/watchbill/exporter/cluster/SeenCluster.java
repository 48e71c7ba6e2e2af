package watchbill.exporter.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import watchbill.connectors.kubernetes.AutoscalerView;
import watchbill.connectors.kubernetes.DisruptionBudgetView;
import watchbill.connectors.kubernetes.NodeView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Recorded;
import watchbill.connectors.kubernetes.WatchHealth;
import watchbill.core.AgentIdentity;
import watchbill.exporter.autoscaling.AutoscalingSeries;
import watchbill.exporter.disruption.DisruptionSeries;
import watchbill.exporter.nodes.NodeSeries;
import watchbill.exporter.workloads.KnownWorkloads;
import watchbill.exporter.workloads.WorkloadSeries;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;

/// A cluster that a test tells of, and all that is shown of it. The namespace `shared` is nobody's.
public final class SeenCluster {
  /// 2026-01-02T03:04:05Z.
  public static final long START = 1_767_323_045_000L;

  public static final long MINUTE = 60_000;
  private static final Duration STALE = Duration.ofMinutes(5);

  private final ObjectOwners owners =
      new ObjectOwners(AgentIdentity.DEFAULT, Set.of("kube-system", "shared"));
  private final KnownWorkloads workloads = KnownWorkloads.empty(STALE);
  private final Known<DisruptionBudgetView> budgets =
      new Known<>(DisruptionBudgetView::uid, STALE.toMillis());
  private final Known<AutoscalerView> autoscalers =
      new Known<>(AutoscalerView::uid, STALE.toMillis());
  private final Known<NodeView> nodes = new Known<>(NodeView::uid, STALE.toMillis());
  private final Known<PodView> pods = new Known<>(PodView::uid, STALE.toMillis());

  private final AutoscalingSeries autoscaling =
      new AutoscalingSeries(owners, autoscalers, workloads);
  private final List<Ticking> all =
      List.of(
          new WorkloadSeries(owners, workloads),
          new DisruptionSeries(owners, budgets, workloads, nodes, pods),
          autoscaling,
          new NodeSeries(owners, nodes, pods));

  /// An empty cluster, all of whose watches are well.
  public static SeenCluster empty() {
    SeenCluster cluster = new SeenCluster();
    cluster.workloads.statefulSets().onReplace(List.of(), START);
    cluster.workloads.deployments().onReplace(List.of(), START);
    cluster.budgets.onReplace(List.of(), START);
    cluster.autoscalers.onReplace(List.of(), START);
    cluster.nodes.onReplace(List.of(), START);
    cluster.pods.onReplace(List.of(), START);
    cluster.health(up(START));
    return cluster;
  }

  /// All watches of which nothing was heard.
  public static SeenCluster unknown() {
    return new SeenCluster();
  }

  /// A StatefulSet is so.
  public SeenCluster statefulSet(String yaml) {
    workloads.statefulSets().onUpsert(Recorded.statefulSet(yaml), START);
    return this;
  }

  /// A Deployment is so.
  public SeenCluster deployment(String yaml) {
    workloads.deployments().onUpsert(Recorded.deployment(yaml), START);
    return this;
  }

  /// A PodDisruptionBudget is so.
  public SeenCluster disruptionBudget(String yaml) {
    budgets.onUpsert(Recorded.disruptionBudget(yaml), START);
    return this;
  }

  /// A HorizontalPodAutoscaler is so.
  public SeenCluster autoscaler(String yaml) {
    AutoscalerView view = Recorded.autoscaler(yaml);
    autoscalers.onUpsert(view, START);
    tell(() -> autoscaling.changes().onUpsert(view, START));
    return this;
  }

  /// A HorizontalPodAutoscaler is gone.
  public SeenCluster autoscalerGone(String yaml) {
    AutoscalerView view = Recorded.autoscaler(yaml);
    autoscalers.onDelete(view, START);
    tell(() -> autoscaling.changes().onDelete(view, START));
    return this;
  }

  /// The autoscalers are listed again, and are these.
  public SeenCluster autoscalersListed(String... yamls) {
    List<AutoscalerView> views = Stream.of(yamls).map(Recorded::autoscaler).toList();
    autoscalers.onReplace(views, START);
    tell(() -> autoscaling.changes().onReplace(views, START));
    return this;
  }

  /// A node is so.
  public SeenCluster node(String yaml) {
    return node(Recorded.node(yaml));
  }

  /// A node is so.
  public SeenCluster node(NodeView node) {
    nodes.onUpsert(node, START);
    return this;
  }

  /// A pod is so.
  public SeenCluster pod(String yaml) {
    pods.onUpsert(Recorded.pod(yaml, AgentIdentity.DEFAULT.labels()), START);
    return this;
  }

  /// A running pod of the namespace `acme`.
  public SeenCluster pod(String name, String node, String owner, String labels) {
    int slash = owner.indexOf('/');
    return pod(
        """
        metadata:
          namespace: acme
          uid: uid-%1$s
          name: %1$s
          labels: {%5$s}
          ownerReferences: [{kind: %3$s, name: %4$s, controller: true}]
        spec: {nodeName: %2$s}
        status: {phase: Running}
        """
            .formatted(name, node, owner.substring(0, slash), owner.substring(slash + 1), labels));
  }

  /// The workloads' watches are so.
  public void workloadHealth(WatchHealth health) {
    workloads.statefulSets().onHealth(health);
    workloads.deployments().onHealth(health);
  }

  /// The pods' watch is so.
  public void podHealth(WatchHealth health) {
    pods.onHealth(health);
  }

  /// All watches are so.
  public void health(WatchHealth health) {
    workloadHealth(health);
    budgets.onHealth(health);
    autoscalers.onHealth(health);
    nodes.onHealth(health);
    podHealth(health);
  }

  /// A watch that is well.
  public static WatchHealth up(long atMillis) {
    return new WatchHealth(true, atMillis, START, atMillis, 0, "");
  }

  /// A watch that is down since it was heard last.
  public static WatchHealth down(long atMillis, long heardAtMillis) {
    return new WatchHealth(false, atMillis, heardAtMillis, heardAtMillis, 1, "refused");
  }

  /// Time has come so far.
  public SeenCluster tick(long nowMillis) {
    all.forEach(one -> one.tick(nowMillis));
    return this;
  }

  /// All that is shown.
  public List<ExpositionSource> sources() {
    return List.copyOf(all);
  }

  /// The samples whose lines begin so, sorted, a line each.
  public String lines(String prefix) {
    ByteSink out = new ByteSink(4_096);
    all.forEach(one -> one.writeTo(Format.TEXT, out));
    return out.toString()
        .lines()
        .filter(line -> line.startsWith(prefix))
        .sorted()
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private interface Telling {
    void tell() throws InterruptedException;
  }

  private static void tell(Telling telling) {
    try {
      telling.tell();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the listener does not wait", e);
    }
  }
}
