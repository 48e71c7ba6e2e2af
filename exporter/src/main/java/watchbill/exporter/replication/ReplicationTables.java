package watchbill.exporter.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import watchbill.exporter.replication.StoreReport.Partitions;
import watchbill.exporter.replication.StoreReport.Retention;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.catalogue.MemorySpineFamilies;
import watchbill.metrics.catalogue.MemorySpineFamilies.SpineLabels;
import watchbill.metrics.catalogue.ReplicationFamilies;
import watchbill.metrics.catalogue.ReplicationFamilies.BacklogLabels;
import watchbill.metrics.catalogue.ReplicationFamilies.LagLabels;
import watchbill.metrics.catalogue.ReplicationFamilies.ReplicaLabels;
import watchbill.metrics.catalogue.ReplicationFamilies.RoleLabels;
import watchbill.metrics.catalogue.ReplicationFamilies.SlotLabels;
import watchbill.metrics.catalogue.ReplicationFamilies.StoreLabels;
import watchbill.metrics.exposition.SeriesTable;

/// One set of tables with the series of some reports. For one thread.
final class ReplicationTables {
  /// More copies than any store has; what a broken server lists beyond is left out.
  private static final int MOST_REPLICAS = 256;

  private static final double MILLIS_PER_SECOND = 1_000;

  private final List<SeriesTable<?>> all = new ArrayList<>();
  private final SeriesTable<StoreLabels> leaders = table(ReplicationFamilies.LEADERS);
  private final SeriesTable<StoreLabels> inSyncReplicas =
      table(ReplicationFamilies.IN_SYNC_REPLICAS);
  private final SeriesTable<StoreLabels> wanted = table(ReplicationFamilies.WANTED_REPLICAS);
  private final SeriesTable<RoleLabels> roles = table(ReplicationFamilies.ROLES);
  private final SeriesTable<ReplicaLabels> up = table(ReplicationFamilies.REPLICA_UP);
  private final SeriesTable<ReplicaLabels> inSync = table(ReplicationFamilies.IN_SYNC);
  private final SeriesTable<LagLabels> lagSeconds = table(ReplicationFamilies.LAG_SECONDS);
  private final SeriesTable<ReplicaLabels> lagBytes = table(ReplicationFamilies.LAG_BYTES);
  private final SeriesTable<ReplicaLabels> lagMessages = table(ReplicationFamilies.LAG_MESSAGES);
  private final SeriesTable<ReplicaLabels> lastSeen = table(ReplicationFamilies.LAST_SEEN);
  private final SeriesTable<ReplicaLabels> used = table(ReplicationFamilies.STORAGE_USED);
  private final SeriesTable<ReplicaLabels> total = table(ReplicationFamilies.STORAGE_TOTAL);
  private final SeriesTable<SlotLabels> retained = table(ReplicationFamilies.SLOT_RETAINED);
  private final SeriesTable<SlotLabels> active = table(ReplicationFamilies.SLOT_ACTIVE);
  private final SeriesTable<StoreLabels> partitions = table(ReplicationFamilies.PARTITIONS);
  private final SeriesTable<StoreLabels> underReplicated =
      table(ReplicationFamilies.UNDER_REPLICATED);
  private final SeriesTable<StoreLabels> offline = table(ReplicationFamilies.OFFLINE);
  private final SeriesTable<BacklogLabels> backlog = table(ReplicationFamilies.CONSUMER_LAG);
  private final SeriesTable<BacklogLabels> mostBacklog =
      table(ReplicationFamilies.CONSUMER_LAG_MOST);
  private final SeriesTable<BacklogLabels> backlogSeconds =
      table(ReplicationFamilies.CONSUMER_LAG_SECONDS);
  private final SeriesTable<BacklogLabels> members = table(ReplicationFamilies.CONSUMER_MEMBERS);
  private final SeriesTable<SpineLabels> spineLag = table(MemorySpineFamilies.REPLICATION_LAG);
  private final SeriesTable<SpineLabels> spineUsed = table(MemorySpineFamilies.STORAGE_USED);
  private final SeriesTable<SpineLabels> spineTotal = table(MemorySpineFamilies.STORAGE_TOTAL);

  /// The families of [#all].
  static List<Family<?>> families() {
    return new ReplicationTables().all.stream().<Family<?>>map(SeriesTable::family).toList();
  }

  /// The tables, in the order in which they are scraped.
  List<SeriesTable<?>> all() {
    return all;
  }

  /// Adds what is known of a store.
  void add(StoreName store, StoreReport report) {
    StoreLabels labels = new StoreLabels(store.tenant(), store.store(), store.system());
    set(leaders, labels, report.leaders());
    set(inSyncReplicas, labels, report.inSync());
    set(wanted, labels, report.wanted());
    report.replicas().stream().limit(MOST_REPLICAS).forEach(replica -> add(store, replica));
    report.retentions().stream().limit(MOST_REPLICAS).forEach(kept -> add(store, kept));
    report.partitions().ifPresent(all -> add(labels, all));
    report.backlogs().forEach(each -> add(store, each));
  }

  private void add(StoreName store, Replica replica) {
    ReplicaLabels labels =
        new ReplicaLabels(store.tenant(), store.store(), store.system(), replica.name());
    roles
        .series(
            new RoleLabels(
                store.tenant(),
                store.store(),
                store.system(),
                replica.name(),
                replica.role().text()))
        .set(1);
    replica.answers().ifPresent(does -> up.series(labels).set(does ? 1 : 0));
    replica.inSync().ifPresent(is -> inSync.series(labels).set(is ? 1 : 0));
    for (LagMethod method : LagMethod.values()) {
      Double seconds = replica.lagSeconds().get(method);
      if (seconds != null) {
        lagSeconds
            .series(
                new LagLabels(
                    store.tenant(), store.store(), store.system(), replica.name(), method.text()))
            .set(seconds);
      }
    }
    set(lagBytes, labels, replica.lagBytes());
    set(lagMessages, labels, replica.lagMessages());
    set(used, labels, replica.usedBytes());
    set(total, labels, replica.totalBytes());
    replica
        .lastSeenMillis()
        .ifPresent(millis -> lastSeen.series(labels).set(millis / MILLIS_PER_SECOND));
    if (store.system().equals(StoreSystem.MEMORY_SPINE.text())) {
      addSpine(new SpineLabels(store.tenant(), store.store(), replica.name()), replica);
    }
  }

  private void addSpine(SpineLabels labels, Replica replica) {
    OptionalDouble largest =
        replica.lagSeconds().values().stream().mapToDouble(Double::doubleValue).max();
    set(spineLag, labels, largest);
    set(spineUsed, labels, replica.usedBytes());
    set(spineTotal, labels, replica.totalBytes());
  }

  private void add(StoreName store, Retention kept) {
    SlotLabels labels = new SlotLabels(store.tenant(), store.store(), store.system(), kept.slot());
    active.series(labels).set(kept.active() ? 1 : 0);
    set(retained, labels, kept.bytes());
  }

  private void add(StoreLabels labels, Partitions of) {
    partitions.series(labels).set((double) of.all());
    underReplicated.series(labels).set((double) of.underReplicated());
    offline.series(labels).set((double) of.offline());
  }

  private void add(StoreName store, Backlog of) {
    BacklogLabels labels =
        new BacklogLabels(store.tenant(), store.store(), store.system(), of.group(), of.topic());
    set(backlog, labels, of.messages());
    set(mostBacklog, labels, of.mostMessages());
    set(backlogSeconds, labels, of.seconds());
    set(members, labels, of.members());
  }

  private <L extends Record & LabelSet> SeriesTable<L> table(Gauge<L> family) {
    SeriesTable<L> table = new SeriesTable<>(family);
    all.add(table);
    return table;
  }

  private static <L extends Record & LabelSet> void set(
      SeriesTable<L> table, L labels, OptionalInt value) {
    value.ifPresent(number -> table.series(labels).set(number));
  }

  private static <L extends Record & LabelSet> void set(
      SeriesTable<L> table, L labels, OptionalLong value) {
    value.ifPresent(number -> table.series(labels).set((double) number));
  }

  private static <L extends Record & LabelSet> void set(
      SeriesTable<L> table, L labels, OptionalDouble value) {
    value.ifPresent(number -> table.series(labels).set(number));
  }
}
