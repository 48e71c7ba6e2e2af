package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.agents;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CLAIM;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.POD;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.STORAGE_CLASS;
import static watchbill.metrics.catalogue.Label.TENANT;

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
import watchbill.metrics.catalogue.UsageFamilies;
import watchbill.metrics.catalogue.VolumeFamilies;
import watchbill.metrics.catalogue.VolumeFamilies.ClaimLabels;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Which volumes will be full, which wait, and which nobody needs.
final class VolumesBoard {
  private static final int LONGEST = 10;

  static final Board BOARD =
      new Board(
          BoardName.VOLUMES,
          "Which volumes will be full and when, which wait to be bound, and which nobody mounts.",
          Chosen.agentVariables(),
          Marks.FLEET,
          List.of(filling(), all(), orphans()));

  private VolumesBoard() {}

  private static Row filling() {
    return Row.of(
        "Which will be full",
        Table.of(
            "Fullest",
            "What is written on the volume against what it holds.",
            new Target("used", share(VolumeFamilies.USED, VolumeFamilies.CAPACITY).top(LONGEST))),
        Table.of(
            "Full soonest",
            "In how long, when they go on growing as in the last 6 hours; within 4 days.",
            new Target(
                "full in",
                Query.of(VolumeFamilies.TIME_TO_FULL, agents())
                    .by(TENANT, AGENT, NAMESPACE, CLAIM)
                    .min())),
        TimeSeries.lines(
            "Used",
            "The fullest volumes.",
            share(VolumeFamilies.USED, VolumeFamilies.CAPACITY).top(LONGEST)),
        TimeSeries.lines(
            "Growth",
            "Bytes per second over the last hours, of the volumes that grow fastest.",
            claims(VolumeFamilies.GROWTH).top(LONGEST)),
        Table.of(
            "Most files",
            "Files and directories against how many the volume holds: it may be full of small ones.",
            new Target(
                "used", share(VolumeFamilies.INODES_USED, VolumeFamilies.INODES).top(LONGEST))),
        TimeSeries.lines(
            "Disks of nodes",
            "What pods take up on the disk of their node beside their volumes; the most.",
            Query.of(UsageFamilies.EPHEMERAL_STORAGE, agents())
                .by(NAMESPACE, POD)
                .max()
                .top(LONGEST)));
  }

  private static Row all() {
    return Row.of(
        "All volumes",
        Stat.of(
            "Volumes",
            "Claims of volumes.",
            Thresholds.NONE,
            claims(VolumeFamilies.BOUND).by().count()),
        Stat.of(
            "Not bound",
            "Claims that wait for their volume.",
            Thresholds.ABOVE_ZERO,
            claims(VolumeFamilies.BOUND)
                .by()
                .count()
                .minus(claims(VolumeFamilies.BOUND).by().sum(), Matching.on())),
        Stat.of(
            "Paid for",
            "Size of the bound volumes.",
            Thresholds.NONE,
            claims(VolumeFamilies.SIZE).by().sum()),
        Stat.of(
            "Written",
            "What is written on the volumes that are mounted.",
            Thresholds.NONE,
            claims(VolumeFamilies.USED).by().sum()),
        Table.of(
            "Claims that wait",
            "And for how long.",
            new Target(
                "waits for",
                Query.age(VolumeFamilies.PENDING_SINCE, agents())
                    .by(TENANT, AGENT, NAMESPACE, CLAIM, STORAGE_CLASS)
                    .max())),
        TimeSeries.areas(
            "Size by class of storage",
            "Of the bound volumes, which is what is paid for.",
            Query.of(VolumeFamilies.SIZE, agents()).by(STORAGE_CLASS).sum()),
        Table.of(
            "Use last measured",
            "How long ago the kubelet measured; what is shown of a volume is as old.",
            new Target(
                "ago",
                Query.age(VolumeFamilies.OBSERVED, agents())
                    .by(TENANT, AGENT, NAMESPACE, CLAIM)
                    .max()
                    .top(LONGEST))),
        Table.of(
            "Largest",
            "Size of the bound volume.",
            new Target("size", claims(VolumeFamilies.SIZE).top(LONGEST))));
  }

  private static Row orphans() {
    return Row.of(
        "Which nobody needs",
        Stat.of(
            "Left behind",
            "Size of the volumes that no pod mounts and that no StatefulSet would mount or delete.",
            Thresholds.ABOVE_ZERO,
            Query.of(VolumeFamilies.ORPHANED_BYTES, agents()).by().sum()),
        Stat.of(
            "What they cost",
            "Dollars an hour; volumes whose class of storage has no rate are left out.",
            Thresholds.ABOVE_ZERO,
            Query.of(VolumeFamilies.ORPHANED_PRICE, agents()).by().sum()),
        Stat.of(
            "How many",
            "Volumes that no pod mounts and that no StatefulSet would mount or delete.",
            Thresholds.ABOVE_ZERO,
            Query.of(VolumeFamilies.ORPHANED_BYTES, agents())
                .by(NAMESPACE, CLAIM)
                .max()
                .by()
                .count()),
        Stat.of(
            "The oldest",
            "For how long it has been one; not longer than Watchbill has been running.",
            Thresholds.NONE,
            Query.age(VolumeFamilies.ORPHANED_SINCE, agents()).by().max()),
        Table.of(
            "Volumes left behind: how large",
            "And why they are thought to be.",
            new Target(
                "size",
                Query.of(VolumeFamilies.ORPHANED_BYTES, agents())
                    .by(TENANT, AGENT, NAMESPACE, CLAIM, STORAGE_CLASS, REASON)
                    .max())),
        Table.of(
            "Volumes left behind: for how long",
            "Not longer than Watchbill has been running; and dollars an hour.",
            new Target(
                "for",
                Query.age(VolumeFamilies.ORPHANED_SINCE, agents())
                    .by(TENANT, AGENT, NAMESPACE, CLAIM)
                    .max()),
            new Target(
                "costs",
                Query.of(VolumeFamilies.ORPHANED_PRICE, agents())
                    .by(TENANT, AGENT, NAMESPACE, CLAIM)
                    .max())));
  }

  private static Query<ClaimLabels> claims(Gauge<ClaimLabels> gauge) {
    return Query.of(gauge, agents()).by(NAMESPACE, CLAIM).max();
  }

  private static Query<ClaimLabels> share(Gauge<ClaimLabels> of, Gauge<ClaimLabels> all) {
    return claims(of).dividedBy(claims(all), Matching.on(NAMESPACE, CLAIM));
  }
}
