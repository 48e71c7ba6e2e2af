package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.REPLICA;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.STORE;
import static watchbill.metrics.catalogue.Label.SYSTEM;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.MemorySpineFamilies.REPLICATION_LAG;
import static watchbill.metrics.catalogue.MemorySpineFamilies.STORAGE_TOTAL;
import static watchbill.metrics.catalogue.MemorySpineFamilies.STORAGE_USED;
import static watchbill.metrics.catalogue.ReplicationFamilies.ROLES;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.MemorySpineFamilies.SpineLabels;
import watchbill.metrics.catalogue.ReplicationFamilies.RoleLabels;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Alerts about the copies of the guides' memory store, and how full they are.
public final class MemorySpineAlerts {
  /// The value of the label `system`.
  static final String SYSTEM_NAME = "memory-spine";

  /// From the guides' rule.
  private static final Duration LAG = Duration.ofSeconds(5);

  /// From the guides' rule.
  private static final double HIGH = 0.85;

  /// What is left of ten gigabytes is then less than an hour of a busy fleet's memories.
  private static final double FULL = 0.97;

  private static final SpineLabels SPINE_1 = new SpineLabels("acme", "memory", "spine-1");
  private static final SpineLabels SPINE_2 = new SpineLabels("acme", "memory", "spine-2");
  private static final Map<String, String> FIRST = fired("spine-1");
  private static final Map<String, String> SECOND = fired("spine-2");

  /// A follower is behind: agents that read from it read what was true. The guides' rule, of the
  /// larger of what the store says and what a canary measured.
  public static final Alert<SpineLabels> REPLICATION_LAGS =
      new Alert<>(
          "MemorySpineReplicationLag",
          Query.of(REPLICATION_LAG).by(TENANT, STORE, REPLICA).max().above(LAG),
          Duration.ofMinutes(3),
          Severity.PAGE,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Copy {{ $labels.replica }} of memory store {{ $labels.store }} has been more than "
              + LAG.toSeconds()
              + " seconds behind for 3 minutes.",
          List.of(
              Example.when("a follower falls behind, and catches up")
                  .with(REPLICATION_LAG, SPINE_1, "0x9 5x9 5.01x19 5x20")
                  .with(REPLICATION_LAG, SPINE_2, "0.2x60")
                  .quietAt(19)
                  .quietAt(22)
                  .firesAt(23, FIRST)
                  .firesAt(39, FIRST)
                  .quietAt(40),
              Example.when("a follower is behind after a restart")
                  .with(REPLICATION_LAG, SPINE_1, "0x9 60x2 0x20")
                  .quietAt(12)
                  .quietAt(20)));

  /// A lag that is absent is not zero: nobody knows what agents read from this copy. In working
  /// hours, since a copy that is not in sync pages by itself.
  public static final Alert<RoleLabels> LAG_UNKNOWN =
      new Alert<>(
          "MemorySpineLagUnknown",
          Query.of(ROLES, Matcher.equal(SYSTEM, SYSTEM_NAME), Matcher.equal(ROLE, "follower"))
              .by(TENANT, STORE, REPLICA)
              .max()
              .above(0)
              .unless(
                  Query.of(REPLICATION_LAG).by(TENANT, STORE, REPLICA).max().present(),
                  Matching.on(TENANT, STORE, REPLICA)),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Nobody knows how far copy {{ $labels.replica }} of memory store {{ $labels.store }} is"
              + " behind.",
          List.of(
              Example.when("a follower stops telling its lag, and tells it again")
                  .with(ROLES, role("spine-1", "follower"), "1x60")
                  .with(ROLES, role("spine-2", "follower"), "1x60")
                  .with(ROLES, role("spine-0", "leader"), "1x60")
                  .with(ROLES, role("spine-3", "follower"), "0x60")
                  .with(
                      ROLES,
                      new RoleLabels("acme", "sessions", "redis", "redis-1", "follower"),
                      "1x60")
                  .with(REPLICATION_LAG, SPINE_1, "0x9 stale _x28 0x20")
                  .with(REPLICATION_LAG, SPINE_2, "0x60")
                  .quietAt(24)
                  .firesAt(25, FIRST)
                  .quietAt(39),
              Example.when("the store cannot be asked, so nothing is known of it")
                  .with(ROLES, role("spine-1", "follower"), "1x9 stale")
                  .with(REPLICATION_LAG, SPINE_1, "0x9 stale")
                  .quietAt(30)));

  /// The guides' rule: a replica's storage is nearly full.
  public static final Alert<SpineLabels> STORAGE_HIGH =
      new Alert<>(
          "MemorySpineStorageHigh",
          storageAbove(HIGH),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "The storage of copy {{ $labels.replica }} of memory store {{ $labels.store }} is more than"
              + " 85 % full.",
          List.of(
              Example.when("storage fills, and is made larger")
                  .with(STORAGE_USED, SPINE_1, "85000x9 85001x40")
                  .with(STORAGE_TOTAL, SPINE_1, "100000x39 200000x10")
                  .with(STORAGE_USED, SPINE_2, "85000x50")
                  .with(STORAGE_TOTAL, SPINE_2, "100000x50")
                  .quietAt(24)
                  .firesAt(25, FIRST)
                  .quietAt(40),
              Example.when("a store does not know how large it is")
                  .with(STORAGE_USED, SPINE_1, "85000x50")
                  .with(STORAGE_TOTAL, SPINE_1, "0x50")
                  .with(STORAGE_USED, SPINE_2, "86x50")
                  .with(STORAGE_TOTAL, SPINE_2, "1x50")
                  .quietAt(14)
                  .firesAt(15, SECOND)));

  /// There is hardly room for another memory: writes will be refused.
  public static final Alert<SpineLabels> STORAGE_FULL =
      new Alert<>(
          "MemorySpineStorageFull",
          storageAbove(FULL),
          Duration.ofMinutes(5),
          Severity.PAGE,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "The storage of copy {{ $labels.replica }} of memory store {{ $labels.store }} is full:"
              + " agents will not be able to remember.",
          List.of(
              Example.when("storage fills up, and is made larger")
                  .with(STORAGE_USED, SPINE_1, "97000x9 97001x40")
                  .with(STORAGE_TOTAL, SPINE_1, "100000x29 200000x20")
                  .quietAt(14)
                  .firesAt(15, FIRST)
                  .quietAt(30),
              Example.when("a store does not know how large it is")
                  .with(STORAGE_USED, SPINE_1, "97001x50")
                  .with(STORAGE_TOTAL, SPINE_1, "0x50")
                  .with(STORAGE_USED, SPINE_2, "98x50")
                  .with(STORAGE_TOTAL, SPINE_2, "1x50")
                  .quietAt(4)
                  .firesAt(5, SECOND)));

  static final AlertGroup GROUP =
      AlertGroup.of(
          "watchbill-memory-spine", REPLICATION_LAGS, LAG_UNKNOWN, STORAGE_HIGH, STORAGE_FULL);

  private MemorySpineAlerts() {}

  /// More than this share of the storage is used, as far as its size is known: it is never 0.
  private static Condition<SpineLabels> storageAbove(double share) {
    Matching<SpineLabels> sameCopy = Matching.on(TENANT, STORE, REPLICA);
    Query<SpineLabels> total = Query.of(STORAGE_TOTAL).by(TENANT, STORE, REPLICA).max();
    return Query.of(STORAGE_USED)
        .by(TENANT, STORE, REPLICA)
        .max()
        .dividedBy(total, sameCopy)
        .above(share)
        .and(total.above(0), sameCopy);
  }

  private static RoleLabels role(String replica, String role) {
    return new RoleLabels("acme", "memory", SYSTEM_NAME, replica, role);
  }

  private static Map<String, String> fired(String replica) {
    return Map.of("tenant", "acme", "store", "memory", "replica", replica);
  }
}
