package watchbill.exporter.usage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import watchbill.connectors.kubernetes.PodUse;
import watchbill.connectors.kubernetes.PodView;
import watchbill.core.AgentIdentity;
import watchbill.core.AgentKey;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.exporter.cluster.Known;
import watchbill.exporter.cluster.Ticking;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.catalogue.UsageFamilies;
import watchbill.metrics.catalogue.UsageFamilies.AgainstLabels;
import watchbill.metrics.catalogue.UsageFamilies.PercentileLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;

/// What agents' pods use, as series. What was not told is not shown; nothing is while the pods or
/// their use are unknown.
public final class UsageSeries implements Ticking {
  private static final double NANOS = 1e9;

  private final AgentIdentity identity;
  private final Known<PodView> pods;
  private final Known<PodUse> use;
  private final RoleRatios roles;
  private final Map<String, Long> measuredAtMillis = new HashMap<>();

  private final Columns columns = new Columns();
  private final Column<PodLabels> cpu = columns.of(UsageFamilies.CPU);
  private final Column<PodLabels> cpuSeconds = columns.of(UsageFamilies.CPU_SECONDS);
  private final Column<PodLabels> workingSet = columns.of(UsageFamilies.WORKING_SET);
  private final Column<PodLabels> ephemeral = columns.of(UsageFamilies.EPHEMERAL_STORAGE);
  private final Column<PodLabels> observed = columns.of(UsageFamilies.OBSERVED);
  private final Column<PercentileLabels> ratios = columns.of(UsageFamilies.RATIO);
  private final Column<AgainstLabels> samples = columns.of(UsageFamilies.SAMPLES);

  /// Series of nothing yet.
  ///
  /// @param pods those that are watched for agents
  public UsageSeries(
      UsageConfig config, AgentIdentity identity, Known<PodView> pods, Known<PodUse> use) {
    this.identity = identity;
    this.pods = pods;
    this.use = use;
    this.roles = new RoleRatios(config.window());
  }

  @Override
  public void tick(long nowMillis) {
    List<PodView> nowPods = pods.at(nowMillis);
    List<PodUse> nowUses = use.at(nowMillis);
    if (nowPods != null && nowUses != null) {
      show(nowPods, nowUses, nowMillis);
    }
    columns.swap();
  }

  @Override
  public List<Family<?>> families() {
    return columns.families();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return columns.writeTo(format, out);
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return columns.writeTo(format, out);
  }

  private void show(List<PodView> nowPods, List<PodUse> nowUses, long nowMillis) {
    Map<PodName, PodUse> byName = new HashMap<>();
    nowUses.forEach(one -> byName.put(new PodName(one.namespace(), one.pod()), one));
    Set<String> shown = new HashSet<>();
    for (PodView pod : nowPods) {
      PodUse used = byName.get(new PodName(pod.namespace(), pod.name()));
      if (used != null && used.isOf(pod)) {
        show(pod, used, nowMillis);
        shown.add(pod.uid());
      }
    }
    measuredAtMillis.keySet().retainAll(shown);
    roles.show(ratios, samples, nowMillis);
  }

  private void show(PodView pod, PodUse used, long nowMillis) {
    AgentKey agent = identity.agent(pod.namespace(), pod.name(), pod.labels());
    PodLabels labels =
        new PodLabels(
            agent.tenant(),
            agent.agent(),
            identity.role(pod.labels()),
            pod.namespace(),
            pod.name());
    put(cpu, labels, used.nanocores(), NANOS);
    put(cpuSeconds, labels, used.cpuNanos(), NANOS);
    put(workingSet, labels, used.memoryBytes(), 1);
    put(ephemeral, labels, used.ephemeralBytes(), 1);
    observed.putTime(labels, used.atMillis());
    Long before = measuredAtMillis.put(pod.uid(), used.atMillis());
    if (used.atMillis() >= 0 && (before == null || before != used.atMillis())) {
      PodSizes sizes = PodSizes.of(pod);
      roles.measured(labels, "cpu", used.nanocores(), "request", sizes.cpuRequest(), nowMillis);
      roles.measured(labels, "cpu", used.nanocores(), "limit", sizes.cpuLimit(), nowMillis);
      roles.measured(
          labels, "memory", used.memoryBytes(), "request", sizes.memoryRequest(), nowMillis);
      roles.measured(labels, "memory", used.memoryBytes(), "limit", sizes.memoryLimit(), nowMillis);
    }
  }

  private static void put(Column<PodLabels> column, PodLabels labels, long amount, double unit) {
    if (amount >= 0) {
      column.put(labels, amount / unit);
    }
  }

  private record PodName(String namespace, String name) {}
}
