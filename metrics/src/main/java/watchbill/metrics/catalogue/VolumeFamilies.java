package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CLAIM;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.STORAGE_CLASS;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;

/// The volumes that agents' pods claim.
public final class VolumeFamilies {
  private static final String KUBELET = "the kubelet's summary: volume.";
  private static final String TREND = KUBELET + "usedBytes over 6 h, by least squares";
  private static final String ORPHANS = "volume claims, pods and StatefulSets";

  /// What kind of volume it is.
  public static final Gauge<InfoLabels> INFO =
      Gauge.ours(
          "agent_volume_info",
          Unit.NONE,
          InfoLabels.LABELS,
          "The StatefulSet whose claim it is, the ordinal of its pod there, and how it can be"
              + " mounted; always 1.",
          "spec.accessModes, spec.volumeMode, metadata.name; of StatefulSets"
              + " spec.volumeClaimTemplates");

  /// Whether there is a volume.
  public static final Gauge<ClaimLabels> BOUND =
      Gauge.ours(
          "agent_volume_bound",
          Unit.NONE,
          ClaimLabels.LABELS,
          "Whether the claim has its volume (1).",
          "status.phase");

  /// Since when it waits for one.
  public static final Gauge<ClaimLabels> PENDING_SINCE =
      Gauge.ours(
          "agent_volume_pending_since_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          ClaimLabels.LABELS,
          "Since when the claim waits for its volume; absent when it does not.",
          "status.phase, metadata.creationTimestamp");

  /// What is asked for.
  public static final Gauge<ClaimLabels> REQUESTED =
      Gauge.ours(
          "agent_volume_requested_bytes",
          Unit.BYTES,
          ClaimLabels.LABELS,
          "The size of the volume that is asked for.",
          "spec.resources.requests.storage");

  /// What there is.
  public static final Gauge<ClaimLabels> SIZE =
      Gauge.ours(
          "agent_volume_size_bytes",
          Unit.BYTES,
          ClaimLabels.LABELS,
          "The size of the bound volume, which is what is paid for.",
          "status.capacity.storage");

  /// What its file system holds.
  public static final Gauge<ClaimLabels> CAPACITY =
      Gauge.ours(
          "agent_volume_capacity_bytes",
          Unit.BYTES,
          ClaimLabels.LABELS,
          "What the volume's file system holds; absent while no pod mounts it.",
          KUBELET + "capacityBytes");

  /// What can still be written.
  public static final Gauge<ClaimLabels> AVAILABLE =
      Gauge.ours(
          "agent_volume_available_bytes",
          Unit.BYTES,
          ClaimLabels.LABELS,
          "What can still be written; less than what is not used where the file system keeps some"
              + " back.",
          KUBELET + "availableBytes");

  /// What is written on it.
  public static final Gauge<ClaimLabels> USED =
      Gauge.ours(
          "agent_volume_used_bytes",
          Unit.BYTES,
          ClaimLabels.LABELS,
          "What is written on the volume; absent while no pod mounts it, and for raw devices.",
          KUBELET + "usedBytes");

  /// How many files it holds.
  public static final Gauge<ClaimLabels> INODES =
      Gauge.ours(
          "agent_volume_inodes",
          Unit.NONE,
          ClaimLabels.LABELS,
          "How many files and directories the volume's file system holds at most.",
          KUBELET + "inodes");

  /// How many files are on it.
  public static final Gauge<ClaimLabels> INODES_USED =
      Gauge.ours(
          "agent_volume_inodes_used",
          Unit.NONE,
          ClaimLabels.LABELS,
          "How many files and directories are on the volume.",
          KUBELET + "inodesUsed");

  /// When that was measured.
  public static final Gauge<ClaimLabels> OBSERVED =
      Gauge.ours(
          "agent_volume_observed_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          ClaimLabels.LABELS,
          "When the use of the volume was measured, by the kubelet's clock.",
          KUBELET + "time");

  /// How fast it fills.
  public static final Gauge<ClaimLabels> GROWTH =
      Gauge.ours(
          "agent_volume_growth_bytes_per_second",
          Unit.BYTES_PER_SECOND,
          ClaimLabels.LABELS,
          "How fast the used bytes of the volume grew over the last hours; below 0 when they"
              + " became fewer; absent in the first hour.",
          TREND);

  /// When it is full.
  public static final Gauge<ClaimLabels> TIME_TO_FULL =
      Gauge.ours(
          "agent_volume_time_to_full_seconds",
          Unit.SECONDS,
          ClaimLabels.LABELS,
          "In how long the volume is full when it goes on growing as it does; absent when it does"
              + " not grow beyond its ups and downs, or is not full within 4 days.",
          TREND + ", and volume.availableBytes");

  /// What nobody will use.
  public static final Gauge<OrphanLabels> ORPHANED_BYTES =
      Gauge.ours(
          "agent_volume_orphaned_bytes",
          Unit.BYTES,
          OrphanLabels.LABELS,
          "The size of a bound volume that no pod has mounted for volumes.orphanedAfter, and that"
              + " no StatefulSet would mount or delete.",
          ORPHANS);

  /// Since when nobody mounts it.
  public static final Gauge<ClaimLabels> ORPHANED_SINCE =
      Gauge.ours(
          "agent_volume_orphaned_since_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          ClaimLabels.LABELS,
          "Since when the orphaned volume is one; not before Watchbill started.",
          ORPHANS);

  /// What it costs.
  public static final Gauge<ClaimLabels> ORPHANED_PRICE =
      Gauge.ours(
          "agent_volume_orphaned_usd_per_hour",
          Unit.USD_PER_HOUR,
          ClaimLabels.LABELS,
          "What the orphaned volume costs; absent when there is no rate for its class of storage.",
          ORPHANS + ", and infrastructure.rates");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          INFO,
          BOUND,
          PENDING_SINCE,
          REQUESTED,
          SIZE,
          CAPACITY,
          AVAILABLE,
          USED,
          INODES,
          INODES_USED,
          OBSERVED,
          GROWTH,
          TIME_TO_FULL,
          ORPHANED_BYTES,
          ORPHANED_SINCE,
          ORPHANED_PRICE);

  private VolumeFamilies() {}

  /// A claim of a volume, and whose it is: agent and role are empty when that is not known.
  public record ClaimLabels(
      String tenant, String agent, String role, String namespace, String claim, String storageClass)
      implements LabelSet, Has.Identity, Has.Namespace, Has.Claim, Has.StorageClass {
    static final Labels<ClaimLabels> LABELS =
        Labels.of(ClaimLabels.class, TENANT, AGENT, ROLE, NAMESPACE, CLAIM, STORAGE_CLASS);
  }

  /// A claim of a volume, the StatefulSet that made it, and how it can be mounted.
  public record InfoLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String claim,
      String storageClass,
      String statefulset,
      String ordinal,
      String accessModes,
      String volumeMode)
      implements LabelSet,
          Has.Identity,
          Has.Namespace,
          Has.Claim,
          Has.StorageClass,
          Has.StatefulSet,
          Has.Ordinal,
          Has.MountKind {
    static final Labels<InfoLabels> LABELS =
        Labels.of(
            InfoLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NAMESPACE,
            CLAIM,
            STORAGE_CLASS,
            Label.STATEFULSET,
            Label.ORDINAL,
            Label.ACCESS_MODES,
            Label.VOLUME_MODE);
  }

  /// A claim of a volume, and why it is an orphan.
  public record OrphanLabels(
      String tenant,
      String agent,
      String role,
      String namespace,
      String claim,
      String storageClass,
      String reason)
      implements LabelSet, Has.Identity, Has.Namespace, Has.Claim, Has.StorageClass, Has.Reason {
    static final Labels<OrphanLabels> LABELS =
        Labels.of(
            OrphanLabels.class, TENANT, AGENT, ROLE, NAMESPACE, CLAIM, STORAGE_CLASS, Label.REASON);
  }
}
