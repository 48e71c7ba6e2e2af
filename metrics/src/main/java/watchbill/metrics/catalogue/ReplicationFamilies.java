package watchbill.metrics.catalogue;

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

/// How far the copies of the stores that agents depend on are behind.
public final class ReplicationFamilies {
  private static final String EACH =
      "per system: docs/replication.md; a copy of which it is not known has no series";
  private static final String KAFKA_TOPICS = "Kafka's Admin: describeTopics";
  private static final String KAFKA_GROUPS =
      "Kafka's Admin: listConsumerGroupOffsets and listOffsets, for replication.stores[].groups";

  /// How many take writes.
  public static final Gauge<StoreLabels> LEADERS =
      Gauge.ours(
          "replication_leaders",
          Unit.NONE,
          StoreLabels.LABELS,
          "How many of the store's servers that answer take writes: 0 is an outage, 2 are a split"
              + " brain.",
          EACH);

  /// How many copies are in sync.
  public static final Gauge<StoreLabels> IN_SYNC_REPLICAS =
      Gauge.ours(
          "replication_in_sync_replicas",
          Unit.NONE,
          StoreLabels.LABELS,
          "How many copies are in sync by the store's own criterion, the leader's included.",
          EACH);

  /// How many should be.
  public static final Gauge<StoreLabels> WANTED_REPLICAS =
      Gauge.ours(
          "replication_wanted_replicas",
          Unit.NONE,
          StoreLabels.LABELS,
          "How many copies should be in sync, the leader's included.",
          "replication.stores[].wanted, or else what the store says itself");

  /// What a copy does.
  public static final Gauge<RoleLabels> ROLES =
      Gauge.ours(
          "replication_role",
          Unit.NONE,
          RoleLabels.LABELS,
          "1 for the role that the copy has now: leader, follower or unknown.",
          EACH);

  /// Whether it answers us.
  public static final Gauge<ReplicaLabels> REPLICA_UP =
      Gauge.ours(
          "replication_replica_up",
          Unit.NONE,
          ReplicaLabels.LABELS,
          "Whether the copy's server answered at the last look; of one in a cluster, whether the"
              + " cluster has it.",
          "replication.stores[].addresses; Kafka's Admin: describeCluster");

  /// Whether it is in sync.
  public static final Gauge<ReplicaLabels> IN_SYNC =
      Gauge.ours(
          "replication_in_sync",
          Unit.NONE,
          ReplicaLabels.LABELS,
          "Whether the copy is in sync by the store's own criterion.",
          EACH);

  /// How far it is behind in time.
  public static final Gauge<LagLabels> LAG_SECONDS =
      Gauge.ours(
          "replication_lag_seconds",
          Unit.SECONDS,
          LagLabels.LABELS,
          "How old the oldest is that the copy lacks: as the store reports it, as a canary"
              + " measured it, or as estimated from positions at former looks.",
          EACH);

  /// How far it is behind in bytes.
  public static final Gauge<ReplicaLabels> LAG_BYTES =
      Gauge.ours(
          "replication_lag_bytes",
          Unit.BYTES,
          ReplicaLabels.LABELS,
          "How many bytes of the leader's log the copy has still to take over.",
          EACH);

  /// How far it is behind in entries.
  public static final Gauge<ReplicaLabels> LAG_MESSAGES =
      Gauge.ours(
          "replication_lag_messages",
          Unit.NONE,
          ReplicaLabels.LABELS,
          "How many entries of the leader's log the copy has still to take over.",
          EACH);

  /// When it last showed life.
  public static final Gauge<ReplicaLabels> LAST_SEEN =
      Gauge.ours(
          "replication_last_seen_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          ReplicaLabels.LABELS,
          "When the copy last showed life, to Watchbill or to its leader.",
          EACH);

  /// What it has stored.
  public static final Gauge<ReplicaLabels> STORAGE_USED =
      Gauge.ours(
          "replication_storage_used_bytes",
          Unit.BYTES,
          ReplicaLabels.LABELS,
          "How much of the copy's storage is used.",
          EACH);

  /// What it can store.
  public static final Gauge<ReplicaLabels> STORAGE_TOTAL =
      Gauge.ours(
          "replication_storage_total_bytes",
          Unit.BYTES,
          ReplicaLabels.LABELS,
          "How large the copy's storage is.",
          EACH);

  /// What is kept for a copy.
  public static final Gauge<SlotLabels> SLOT_RETAINED =
      Gauge.ours(
          "replication_slot_retained_bytes",
          Unit.BYTES,
          SlotLabels.LABELS,
          "How much of its log the leader keeps for a copy that has not fetched it.",
          "PostgreSQL's pg_replication_slots: restart_lsn");

  /// Whether somebody fetches it.
  public static final Gauge<SlotLabels> SLOT_ACTIVE =
      Gauge.ours(
          "replication_slot_active",
          Unit.NONE,
          SlotLabels.LABELS,
          "Whether anybody fetches what the leader keeps; a slot without a reader fills its disk.",
          "PostgreSQL's pg_replication_slots: active");

  /// How many partitions there are.
  public static final Gauge<StoreLabels> PARTITIONS =
      Gauge.ours(
          "replication_partitions",
          Unit.NONE,
          StoreLabels.LABELS,
          "How many partitions the store has.",
          KAFKA_TOPICS);

  /// Those that lack a copy.
  public static final Gauge<StoreLabels> UNDER_REPLICATED =
      Gauge.ours(
          "replication_under_replicated_partitions",
          Unit.NONE,
          StoreLabels.LABELS,
          "How many partitions have a copy that is not in sync.",
          KAFKA_TOPICS);

  /// Those that lack a leader.
  public static final Gauge<StoreLabels> OFFLINE =
      Gauge.ours(
          "replication_offline_partitions",
          Unit.NONE,
          StoreLabels.LABELS,
          "How many partitions have no leader, so that nobody can read or write them.",
          KAFKA_TOPICS);

  /// What readers have still to read.
  public static final Gauge<BacklogLabels> CONSUMER_LAG =
      Gauge.ours(
          "replication_consumer_lag_messages",
          Unit.NONE,
          BacklogLabels.LABELS,
          "How many messages of the topic the group has still to read, in all partitions together.",
          KAFKA_GROUPS);

  /// The same of the worst partition.
  public static final Gauge<BacklogLabels> CONSUMER_LAG_MOST =
      Gauge.ours(
          "replication_consumer_partition_lag_messages",
          Unit.NONE,
          BacklogLabels.LABELS,
          "How many messages the group has still to read of the partition that is furthest behind.",
          KAFKA_GROUPS);

  /// For how long they have waited.
  public static final Gauge<BacklogLabels> CONSUMER_LAG_SECONDS =
      Gauge.ours(
          "replication_consumer_lag_seconds",
          Unit.SECONDS,
          BacklogLabels.LABELS,
          "For how long the oldest message has waited that the group has still to read, estimated"
              + " from end offsets at former looks.",
          KAFKA_GROUPS);

  /// How many read.
  public static final Gauge<BacklogLabels> CONSUMER_MEMBERS =
      Gauge.ours(
          "replication_consumer_members",
          Unit.NONE,
          BacklogLabels.LABELS,
          "How many members of the group read the topic now.",
          "Kafka's Admin: describeConsumerGroups");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          LEADERS,
          IN_SYNC_REPLICAS,
          WANTED_REPLICAS,
          ROLES,
          REPLICA_UP,
          IN_SYNC,
          LAG_SECONDS,
          LAG_BYTES,
          LAG_MESSAGES,
          LAST_SEEN,
          STORAGE_USED,
          STORAGE_TOTAL,
          SLOT_RETAINED,
          SLOT_ACTIVE,
          PARTITIONS,
          UNDER_REPLICATED,
          OFFLINE,
          CONSUMER_LAG,
          CONSUMER_LAG_MOST,
          CONSUMER_LAG_SECONDS,
          CONSUMER_MEMBERS);

  private ReplicationFamilies() {}

  /// A store; the tenant is empty when it is everybody's.
  public record StoreLabels(String tenant, String store, String system)
      implements LabelSet, Has.Tenant, Has.Store, Has.StoreSystem {
    static final Labels<StoreLabels> LABELS = Labels.of(StoreLabels.class, TENANT, STORE, SYSTEM);
  }

  /// A copy of a store.
  public record ReplicaLabels(String tenant, String store, String system, String replica)
      implements LabelSet, Has.Tenant, Has.Store, Has.StoreSystem, Has.Replica {
    static final Labels<ReplicaLabels> LABELS =
        Labels.of(ReplicaLabels.class, TENANT, STORE, SYSTEM, REPLICA);
  }

  /// A copy in a role.
  public record RoleLabels(String tenant, String store, String system, String replica, String role)
      implements LabelSet, Has.Tenant, Has.Store, Has.StoreSystem, Has.Replica, Has.Role {
    static final Labels<RoleLabels> LABELS =
        Labels.of(RoleLabels.class, TENANT, STORE, SYSTEM, REPLICA, ROLE);
  }

  /// A copy, and how its lag is known: `reported`, `canary` or `estimated`.
  public record LagLabels(String tenant, String store, String system, String replica, String method)
      implements LabelSet, Has.Tenant, Has.Store, Has.StoreSystem, Has.Replica, Has.Method {
    static final Labels<LagLabels> LABELS =
        Labels.of(LagLabels.class, TENANT, STORE, SYSTEM, REPLICA, METHOD);
  }

  /// A place in the leader's log that is kept for somebody.
  public record SlotLabels(String tenant, String store, String system, String slot)
      implements LabelSet, Has.Tenant, Has.Store, Has.StoreSystem, Has.Slot {
    static final Labels<SlotLabels> LABELS =
        Labels.of(SlotLabels.class, TENANT, STORE, SYSTEM, SLOT);
  }

  /// A group of readers, and what it reads.
  public record BacklogLabels(
      String tenant, String store, String system, String group, String topic)
      implements LabelSet, Has.Tenant, Has.Store, Has.StoreSystem, Has.Group, Has.Topic {
    static final Labels<BacklogLabels> LABELS =
        Labels.of(BacklogLabels.class, TENANT, STORE, SYSTEM, GROUP, TOPIC);
  }
}
