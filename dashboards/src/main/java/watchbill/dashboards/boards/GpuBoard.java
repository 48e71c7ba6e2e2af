package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.agents;
import static watchbill.dashboards.Chosen.clusters;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.ALLOCATION_METHOD;
import static watchbill.metrics.catalogue.Label.GPU;
import static watchbill.metrics.catalogue.Label.GPU_INSTANCE;
import static watchbill.metrics.catalogue.Label.GPU_PRODUCT;
import static watchbill.metrics.catalogue.Label.GPU_PROFILE;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.promql.Windows.GRAFANA_RANGE;
import static watchbill.metrics.promql.Windows.GRAFANA_RATE;

import java.util.List;
import watchbill.dashboards.Board;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.Chosen;
import watchbill.dashboards.Panel.Stat;
import watchbill.dashboards.Panel.Table;
import watchbill.dashboards.Panel.TimeSeries;
import watchbill.dashboards.Row;
import watchbill.dashboards.Target;
import watchbill.dashboards.Thresholds;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.GpuFamilies;
import watchbill.metrics.catalogue.GpuFamilies.GpuLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies;
import watchbill.metrics.catalogue.PodFamilies;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Windows;

/// Whose GPUs are busy, whose are idle, and which of them are breaking.
final class GpuBoard {
  static final Board BOARD =
      new Board(
          BoardName.GPU,
          "Whose the GPUs are, how busy they are, and which of them are breaking. A GPU is a node"
              + " and its number there; a MIG instance has its own number besides.",
          Chosen.agentVariables(),
          Marks.FLEET,
          List.of(whose(), use(), health()));

  private GpuBoard() {}

  private static Row whose() {
    return Row.of(
        "Whose they are",
        Stat.of(
            "GPUs",
            "GPUs and MIG instances that show their metrics.",
            Thresholds.NONE,
            Query.of(GpuFamilies.INFO, agents()).by(NODE, GPU, GPU_INSTANCE).max().by().count()),
        Stat.of(
            "GPUs held",
            "GPUs, shares of GPUs and MIG instances that agents' pods hold.",
            Thresholds.NONE,
            Query.of(GpuFamilies.REQUESTED, agents()).by().sum()),
        Stat.of(
            "GPUs allocated to nobody",
            "Dollars an hour that they cost.",
            Thresholds.NONE,
            Query.of(InfrastructureFamilies.GPU_IDLE, clusters()).by().sum()),
        Stat.of(
            "Nodes whose metrics cannot be read",
            "1 while the node's DCGM exporter answers; nothing is known of the GPUs of another.",
            Thresholds.BELOW_ONE,
            Query.of(GpuFamilies.PAGE_UP, clusters()).by(NODE).min()),
        Table.of(
            "Held and idle",
            "GPUs that somebody holds and hardly uses, and for how long.",
            new Target(
                "idle for",
                Query.age(GpuFamilies.IDLE_SINCE, agents())
                    .by(TENANT, AGENT, NODE, GPU, GPU_INSTANCE)
                    .max())),
        Table.of(
            "Pods that wait for a GPU",
            "And for how long.",
            new Target(
                "waits for",
                Query.age(PodFamilies.GPU_PENDING, agents())
                    .by(TENANT, AGENT, NAMESPACE, POD)
                    .max())),
        Table.of(
            "Each GPU",
            "What they are, whose, and how that is known.",
            new Target(
                "GPUs",
                Query.of(GpuFamilies.INFO, agents())
                    .by(
                        NODE,
                        GPU,
                        GPU_INSTANCE,
                        GPU_PRODUCT,
                        GPU_PROFILE,
                        TENANT,
                        AGENT,
                        ALLOCATION_METHOD)
                    .count())),
        TimeSeries.areas(
            "GPUs held by agent",
            "GPUs, shares of GPUs and MIG instances, by the pods' requests.",
            Query.of(GpuFamilies.REQUESTED, agents()).by(TENANT, AGENT).sum()));
  }

  private static Row use() {
    return Row.of(
        "How busy they are",
        TimeSeries.lines(
            "Busy",
            "The share of the time in which the GPU was busy.",
            each(GpuFamilies.UTILIZATION)),
        TimeSeries.lines(
            "Memory used",
            "The share of the GPU's memory that is in use.",
            share(GpuFamilies.MEMORY_USED, GpuFamilies.MEMORY_TOTAL)),
        TimeSeries.lines("Power", "The power that the GPU draws.", each(GpuFamilies.POWER)),
        TimeSeries.lines(
            "Power against the limit",
            "Near 100 % the clocks are held down.",
            share(GpuFamilies.POWER, GpuFamilies.POWER_LIMIT)),
        TimeSeries.lines(
            "Energy by agent",
            "Joules in each second, which are watts, of the agent's GPUs together.",
            Query.rate(GpuFamilies.ENERGY, GRAFANA_RATE, agents()).by(TENANT, AGENT).sum()),
        TimeSeries.lines(
            "Clocks held down",
            "Seconds in each second, by reason, of all GPUs together.",
            Query.rate(GpuFamilies.THROTTLED_TIME, GRAFANA_RATE, agents()).by(REASON).sum()));
  }

  private static Row health() {
    return Row.of(
        "Which are breaking",
        Table.of(
            "Last errors",
            "NVIDIA's code of the GPU's last error (XID); 0 while there was none.",
            new Target("XID", each(GpuFamilies.LAST_XID))),
        TimeSeries.lines(
            "New errors",
            "How often the code of a GPU's last error became another one, in an hour.",
            Query.increase(GpuFamilies.XID_CHANGES, Windows.HOUR, agents())
                .by(NODE, GPU, GPU_INSTANCE)
                .sum()),
        Table.of(
            "Errors of memory",
            "In the time range; uncorrected ones end the process that met them.",
            new Target(
                "errors",
                Query.increase(GpuFamilies.ECC_ERRORS, GRAFANA_RANGE, agents())
                    .by(NODE, GPU, GPU_INSTANCE, KIND)
                    .sum())),
        Table.of(
            "Rows of memory replaced",
            "By spare ones; the more, the sooner the GPU has to be.",
            new Target(
                "rows",
                Query.of(GpuFamilies.REMAPPED_ROWS, agents())
                    .by(NODE, GPU, GPU_INSTANCE, KIND)
                    .max())),
        TimeSeries.lines("Temperature", "Of the GPU.", each(GpuFamilies.TEMPERATURE)),
        TimeSeries.lines(
            "Temperature of memory", "Of the GPU's memory.", each(GpuFamilies.MEMORY_TEMPERATURE)),
        Stat.of(
            "Replaced at the next reset",
            "GPUs of which rows of memory will be replaced when they are next reset.",
            Thresholds.ABOVE_ZERO,
            each(GpuFamilies.REMAP_PENDING).by().sum()),
        Stat.of(
            "Out of spare rows",
            "GPUs of which a row of memory could not be replaced.",
            Thresholds.ABOVE_ZERO,
            each(GpuFamilies.REMAP_FAILED).by().sum()));
  }

  private static Query<GpuLabels> each(Gauge<GpuLabels> gauge) {
    return Query.of(gauge, agents()).by(NODE, GPU, GPU_INSTANCE).max();
  }

  private static Query<GpuLabels> share(Gauge<GpuLabels> of, Gauge<GpuLabels> all) {
    return each(of).dividedBy(each(all), Matching.on(NODE, GPU, GPU_INSTANCE));
  }
}
