package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.REPLICA;
import static watchbill.metrics.catalogue.Label.STORE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;

/// The memory store of the guides, under the names that their rules already use.
public final class MemorySpineFamilies {
  private static final String ENDPOINTS = "its health and metrics pages: docs/replication.md";

  /// How far a follower is behind.
  public static final Gauge<SpineLabels> REPLICATION_LAG =
      Gauge.ours(
          "memory_spine_replication_lag_seconds",
          Unit.SECONDS,
          SpineLabels.LABELS,
          "How far the follower is behind: the largest of what is known of it, be it reported or"
              + " measured.",
          "replication_lag_seconds, by any method");

  /// What is stored.
  public static final Gauge<SpineLabels> STORAGE_USED =
      Gauge.ours(
          "memory_spine_storage_used_bytes",
          Unit.BYTES,
          SpineLabels.LABELS,
          "How much of the replica's storage is used.",
          ENDPOINTS);

  /// What can be stored.
  public static final Gauge<SpineLabels> STORAGE_TOTAL =
      Gauge.ours(
          "memory_spine_storage_total_bytes",
          Unit.BYTES,
          SpineLabels.LABELS,
          "How large the replica's storage is.",
          ENDPOINTS);

  /// All of them.
  static final List<Family<?>> ALL = List.of(REPLICATION_LAG, STORAGE_USED, STORAGE_TOTAL);

  private MemorySpineFamilies() {}

  /// A replica of a memory store.
  public record SpineLabels(String tenant, String store, String replica)
      implements LabelSet, Has.Tenant, Has.Store, Has.Replica {
    static final Labels<SpineLabels> LABELS = Labels.of(SpineLabels.class, TENANT, STORE, REPLICA);
  }
}
