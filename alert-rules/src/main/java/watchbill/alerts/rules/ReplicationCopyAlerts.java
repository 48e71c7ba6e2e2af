package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.GROUP;
import static watchbill.metrics.catalogue.Label.REPLICA;
import static watchbill.metrics.catalogue.Label.SLOT;
import static watchbill.metrics.catalogue.Label.STORE;
import static watchbill.metrics.catalogue.Label.SYSTEM;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.TOPIC;
import static watchbill.metrics.catalogue.ReplicationFamilies.CONSUMER_LAG_SECONDS;
import static watchbill.metrics.catalogue.ReplicationFamilies.IN_SYNC_REPLICAS;
import static watchbill.metrics.catalogue.ReplicationFamilies.LAG_SECONDS;
import static watchbill.metrics.catalogue.ReplicationFamilies.REPLICA_UP;
import static watchbill.metrics.catalogue.ReplicationFamilies.SLOT_ACTIVE;
import static watchbill.metrics.catalogue.ReplicationFamilies.SLOT_RETAINED;
import static watchbill.metrics.catalogue.ReplicationFamilies.UNDER_REPLICATED;
import static watchbill.metrics.catalogue.ReplicationFamilies.WANTED_REPLICAS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.Has;
import watchbill.metrics.catalogue.ReplicationFamilies.BacklogLabels;
import watchbill.metrics.catalogue.ReplicationFamilies.LagLabels;
import watchbill.metrics.catalogue.ReplicationFamilies.ReplicaLabels;
import watchbill.metrics.catalogue.ReplicationFamilies.SlotLabels;
import watchbill.metrics.catalogue.ReplicationFamilies.StoreLabels;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Alerts about copies that are missing or behind: work for the morning, since the store still
/// takes writes.
public final class ReplicationCopyAlerts {
  /// A failover to a copy so far behind loses five minutes of work.
  private static final Duration LAG = Duration.ofMinutes(5);

  /// A reader so far behind works on what others take for done.
  private static final Duration CONSUMER_LAG = Duration.ofMinutes(10);

  /// Ten times the log that PostgreSQL keeps by itself (`max_wal_size`, 1 GiB).
  private static final double RETAINED = 10 * 1024.0 * 1024 * 1024;

  private static final StoreLabels DATABASE = new StoreLabels("acme", "tasks", "postgresql");
  private static final StoreLabels EVENTS = new StoreLabels("acme", "events", "kafka");
  private static final StoreLabels MEMORY = new StoreLabels("acme", "memory", "memory-spine");
  private static final ReplicaLabels COPY =
      new ReplicaLabels("acme", "tasks", "postgresql", "tasks-1");
  private static final SlotLabels SLOT_1 = new SlotLabels("acme", "tasks", "postgresql", "old");
  private static final SlotLabels SLOT_2 = new SlotLabels("acme", "tasks", "postgresql", "used");
  private static final BacklogLabels READER =
      new BacklogLabels("acme", "events", "kafka", "planner", "results");
  private static final Map<String, String> COPY_FIRED =
      Map.of("tenant", "acme", "store", "tasks", "system", "postgresql", "replica", "tasks-1");

  /// Fewer copies are in sync than should be. Of the memory store this pages: see
  /// [MemorySpineQuorumAlerts].
  public static final Alert<StoreLabels> COPIES_MISSING =
      new Alert<>(
          "ReplicationCopiesMissing",
          inSyncBelowWanted()
              .or(Query.of(UNDER_REPLICATED).by(TENANT, STORE, SYSTEM).max().above(0)),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Fewer copies of {{ $labels.store }} are in sync than should be.",
          List.of(
              Example.when("a standby falls out of sync, and comes back")
                  .with(IN_SYNC_REPLICAS, DATABASE, "2x9 1x29 2x20")
                  .with(WANTED_REPLICAS, DATABASE, "2x60")
                  .with(IN_SYNC_REPLICAS, MEMORY, "2x60")
                  .with(WANTED_REPLICAS, MEMORY, "3x60")
                  .quietAt(24)
                  .firesAt(25, Map.of("tenant", "acme", "store", "tasks", "system", "postgresql"))
                  .quietAt(40),
              Example.when("a partition lacks a copy for a while")
                  .with(UNDER_REPLICATED, EVENTS, "0x9 1x29 0x20")
                  .quietAt(24)
                  .firesAt(25, Map.of("tenant", "acme", "store", "events", "system", "kafka"))
                  .quietAt(40)));

  /// A server of a store does not answer.
  public static final Alert<ReplicaLabels> REPLICA_DOWN =
      new Alert<>(
          "ReplicationReplicaDown",
          Query.of(REPLICA_UP).by(TENANT, STORE, SYSTEM, REPLICA).min().is(0),
          Duration.ofMinutes(10),
          Severity.TICKET,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Server {{ $labels.replica }} of {{ $labels.store }} has not answered for 10 minutes.",
          List.of(
              Example.when("a server is away for 20 minutes")
                  .with(REPLICA_UP, COPY, "1x9 0x19 1x20")
                  .quietAt(19)
                  .firesAt(20, COPY_FIRED)
                  .quietAt(30)));

  /// A copy is behind. Of the memory store this pages: see [MemorySpineAlerts].
  public static final Alert<LagLabels> LAGGING =
      new Alert<>(
          "ReplicationLagging",
          Query.of(LAG_SECONDS, notSpine()).by(TENANT, STORE, SYSTEM, REPLICA).max().above(LAG),
          Duration.ofMinutes(10),
          Severity.TICKET,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Copy {{ $labels.replica }} of {{ $labels.store }} has been more than 5 minutes behind for"
              + " 10 minutes.",
          List.of(
              Example.when("a standby's replay is paused, and goes on")
                  .with(
                      LAG_SECONDS,
                      new LagLabels("acme", "tasks", "postgresql", "tasks-1", "reported"),
                      "0x9 300x9 300.1x19 300x20")
                  .with(
                      LAG_SECONDS,
                      new LagLabels("acme", "memory", "memory-spine", "spine-1", "canary"),
                      "400x60")
                  .quietAt(19)
                  .quietAt(29)
                  .firesAt(30, COPY_FIRED)
                  .quietAt(40)));

  /// A group of readers is behind.
  public static final Alert<BacklogLabels> CONSUMER_LAGGING =
      new Alert<>(
          "ReplicationConsumerLagging",
          Query.of(CONSUMER_LAG_SECONDS).by(TENANT, STORE, GROUP, TOPIC).max().above(CONSUMER_LAG),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.TENANT,
          View.MEMORY_SPINE,
          "Group {{ $labels.group }} is more than 10 minutes behind in topic {{ $labels.topic }} of"
              + " {{ $labels.store }}.",
          List.of(
              Example.when("readers fall behind, and catch up")
                  .with(CONSUMER_LAG_SECONDS, READER, "0x9 600x9 600.1x29 600x20")
                  .quietAt(34)
                  .firesAt(
                      35,
                      Map.of(
                          "tenant", "acme",
                          "store", "events",
                          "group", "planner",
                          "topic", "results"))
                  .quietAt(50)));

  /// A primary keeps its log for somebody who does not fetch it: that fills its disk.
  public static final Alert<SlotLabels> SLOT_ABANDONED =
      new Alert<>(
          "ReplicationSlotAbandoned",
          Query.of(SLOT_RETAINED)
              .by(TENANT, STORE, SLOT)
              .max()
              .above(RETAINED)
              .and(
                  Query.of(SLOT_ACTIVE).by(TENANT, STORE, SLOT).max().is(0),
                  Matching.on(TENANT, STORE, SLOT)),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.MEMORY_SPINE,
          "Nobody fetches what {{ $labels.store }} keeps for slot {{ $labels.slot }}: more than"
              + " 10 GiB of its log, and growing.",
          List.of(
              Example.when("a slot is left behind, and dropped")
                  .with(SLOT_RETAINED, SLOT_1, "10737418240x9 10737418241x29 stale")
                  .with(SLOT_ACTIVE, SLOT_1, "0x39 stale")
                  .with(SLOT_RETAINED, SLOT_2, "20737418240x50")
                  .with(SLOT_ACTIVE, SLOT_2, "1x50")
                  .quietAt(24)
                  .firesAt(25, Map.of("tenant", "acme", "store", "tasks", "slot", "old"))
                  .quietAt(40)));

  static final AlertGroup ALERTS =
      AlertGroup.of(
          "watchbill-replication-copies",
          COPIES_MISSING,
          REPLICA_DOWN,
          LAGGING,
          CONSUMER_LAGGING,
          SLOT_ABANDONED);

  private ReplicationCopyAlerts() {}

  private static Condition<StoreLabels> inSyncBelowWanted() {
    return Query.of(IN_SYNC_REPLICAS, notSpine())
        .by(TENANT, STORE, SYSTEM)
        .min()
        .below(
            Query.of(WANTED_REPLICAS).by(TENANT, STORE, SYSTEM).max(),
            Matching.on(TENANT, STORE, SYSTEM));
  }

  private static Matcher<Has.StoreSystem> notSpine() {
    return Matcher.notEqual(SYSTEM, MemorySpineAlerts.SYSTEM_NAME);
  }
}
