package watchbill.dashboards.boards;

import static watchbill.dashboards.Chosen.clusters;
import static watchbill.dashboards.Chosen.tenants;
import static watchbill.dashboards.Variable.chosen;
import static watchbill.metrics.catalogue.Label.GROUP;
import static watchbill.metrics.catalogue.Label.METHOD;
import static watchbill.metrics.catalogue.Label.REPLICA;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.SLOT;
import static watchbill.metrics.catalogue.Label.STORE;
import static watchbill.metrics.catalogue.Label.SYSTEM;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.TOPIC;

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
import watchbill.dashboards.Variable;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.MemorySpineFamilies;
import watchbill.metrics.catalogue.ReplicationFamilies;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// The memory store of the guides, and every other replicated store that agents depend on.
final class MemorySpineBoard {
  /// The share of storage at which the guides' alert fires.
  private static final double STORAGE_HIGH = 0.85;

  private static final double STORAGE_WARNING = 0.7;

  /// The board.
  static final Board BOARD =
      new Board(
          BoardName.MEMORY_SPINE,
          "How far the copies of memory stores are behind, whether they are in sync, who leads, and"
              + " how full they are. How fast a store answers and what its caches hit is for its"
              + " own exporter to say: Watchbill asks about copies only.",
          List.of(
              Chosen.clusterVariables().getFirst(),
              Variable.of(TENANT, ReplicationFamilies.LEADERS, clusters()),
              Variable.of(STORE, ReplicationFamilies.LEADERS, tenants())),
          List.of(),
          List.of(spine(), copies(), history(), readers()));

  private MemorySpineBoard() {}

  private static Row spine() {
    return Row.of(
        "Memory Spine",
        TimeSeries.lines(
            "Replication lag",
            "How far each follower is behind: the largest of what is known of it.",
            Query.of(MemorySpineFamilies.REPLICATION_LAG, tenants(chosen(STORE)))
                .by(STORE, REPLICA)
                .max()),
        BarGauge.of(
            "Storage in use",
            "Which part of each replica's storage is used.",
            Thresholds.rising(STORAGE_WARNING, STORAGE_HIGH),
            Query.of(MemorySpineFamilies.STORAGE_USED, tenants(chosen(STORE)))
                .by(STORE, REPLICA)
                .max()
                .dividedBy(
                    Query.of(MemorySpineFamilies.STORAGE_TOTAL, tenants(chosen(STORE)))
                        .by(STORE, REPLICA)
                        .max(),
                    Matching.on(STORE, REPLICA))));
  }

  private static Row copies() {
    return Row.of(
        "Copies now",
        new Stat(
            "Leaders",
            "Servers that take writes: none is an outage, two are a split brain.",
            Thresholds.NOT_ONE,
            List.of(
                new Target(
                    "leaders",
                    Query.of(ReplicationFamilies.LEADERS, tenants(chosen(STORE)))
                        .by(STORE)
                        .max()))),
        new Stat(
            "Copies missing",
            "How many copies fewer are in sync than there should be.",
            Thresholds.ABOVE_ZERO,
            List.of(
                new Target(
                    "missing",
                    Query.of(ReplicationFamilies.WANTED_REPLICAS, tenants(chosen(STORE)))
                        .by(STORE)
                        .max()
                        .minus(
                            Query.of(ReplicationFamilies.IN_SYNC_REPLICAS, tenants(chosen(STORE)))
                                .by(STORE)
                                .max(),
                            Matching.on(STORE))))),
        Stat.of(
            "Servers that do not answer",
            "Of all copies.",
            Thresholds.ABOVE_ZERO,
            replicas(ReplicationFamilies.REPLICA_UP)
                .by()
                .count()
                .minus(replicas(ReplicationFamilies.REPLICA_UP).by().sum(), Matching.on())),
        Stat.of(
            "Partitions without a leader",
            "Nobody can read or write them. Of stores that have partitions.",
            Thresholds.ABOVE_ZERO,
            Query.of(ReplicationFamilies.OFFLINE, tenants(chosen(STORE))).by().sum()),
        Table.of(
            "Replicas",
            "Whether each answers and is in sync, how long ago it showed life, and what it lacks.",
            new Target(
                "answers",
                replicas(ReplicationFamilies.REPLICA_UP).by(STORE, SYSTEM, REPLICA).min()),
            new Target(
                "in sync", replicas(ReplicationFamilies.IN_SYNC).by(STORE, SYSTEM, REPLICA).min()),
            new Target(
                "behind",
                Query.of(ReplicationFamilies.LAG_SECONDS, tenants(chosen(STORE)))
                    .by(STORE, SYSTEM, REPLICA)
                    .max()),
            new Target(
                "lacks", replicas(ReplicationFamilies.LAG_BYTES).by(STORE, SYSTEM, REPLICA).max()),
            new Target(
                "silent for",
                Query.age(ReplicationFamilies.LAST_SEEN, tenants(chosen(STORE)))
                    .by(STORE, SYSTEM, REPLICA)
                    .max())));
  }

  private static Row history() {
    return Row.of(
        "Copies over time",
        StateTimeline.of(
            "Who led",
            "Two at one time are a split brain; a gap is an outage.",
            Color.GREEN,
            Query.of(
                    ReplicationFamilies.ROLES,
                    tenants(chosen(STORE), Matcher.equal(ROLE, "leader")))
                .is(1)
                .query()
                .by(STORE, REPLICA)
                .count()),
        TimeSeries.lines(
            "Lag by method",
            "As the store reports it, as a canary measured it, or as estimated from positions.",
            Query.of(ReplicationFamilies.LAG_SECONDS, tenants(chosen(STORE)))
                .by(STORE, REPLICA, METHOD)
                .max()),
        TimeSeries.lines(
            "Log still to take over",
            "How many bytes of the leader's log each copy lacks.",
            replicas(ReplicationFamilies.LAG_BYTES).by(STORE, REPLICA).max()),
        TimeSeries.lines(
            "Copies in sync",
            "By the store's own criterion, and how many there should be.",
            new Target(
                "in sync",
                Query.of(ReplicationFamilies.IN_SYNC_REPLICAS, tenants(chosen(STORE)))
                    .by(STORE)
                    .max()),
            new Target(
                "wanted",
                Query.of(ReplicationFamilies.WANTED_REPLICAS, tenants(chosen(STORE)))
                    .by(STORE)
                    .max())),
        TimeSeries.lines(
            "Storage",
            "What is used of each replica's storage.",
            replicas(ReplicationFamilies.STORAGE_USED).by(STORE, REPLICA).max()));
  }

  private static Row readers() {
    return Row.of(
        "Who reads",
        TimeSeries.lines(
            "Readers behind",
            "For how long the oldest message has waited that a group has still to read.",
            Query.of(ReplicationFamilies.CONSUMER_LAG_SECONDS, tenants(chosen(STORE)))
                .by(STORE, GROUP, TOPIC)
                .max()),
        TimeSeries.lines(
            "Log kept for copies",
            "How much of its log a leader keeps for a slot. One without a reader fills the disk.",
            Query.of(ReplicationFamilies.SLOT_RETAINED, tenants(chosen(STORE)))
                .by(STORE, SLOT)
                .max()),
        Table.of(
            "Groups of readers",
            "Messages that each group has still to read, and how many members read.",
            new Target(
                "to read",
                Query.of(ReplicationFamilies.CONSUMER_LAG, tenants(chosen(STORE)))
                    .by(STORE, GROUP, TOPIC)
                    .max()),
            new Target(
                "most in a partition",
                Query.of(ReplicationFamilies.CONSUMER_LAG_MOST, tenants(chosen(STORE)))
                    .by(STORE, GROUP, TOPIC)
                    .max()),
            new Target(
                "members",
                Query.of(ReplicationFamilies.CONSUMER_MEMBERS, tenants(chosen(STORE)))
                    .by(STORE, GROUP, TOPIC)
                    .max())));
  }

  private static Query<ReplicationFamilies.ReplicaLabels> replicas(
      Gauge<ReplicationFamilies.ReplicaLabels> family) {
    return Query.of(family, tenants(chosen(STORE)));
  }
}
