package watchbill.connectors.kubernetes;

import java.util.List;
import java.util.Map;

/// What is kept of one claim of a volume (a PersistentVolumeClaim).
///
/// @param storageClass empty when it has none
/// @param bytes the size of the volume, or as long as that is not said, the size that was asked for
/// @param createdAtMillis in milliseconds since the epoch; -1 when not said
/// @param labels those of its labels that the watch was asked to keep
/// @param requestedBytes the size that is asked for
/// @param accessModes in Kubernetes' words, such as `ReadWriteOnce`
/// @param block whether pods get it as a raw device, without a file system
public record ClaimView(
    String uid,
    String resourceVersion,
    String namespace,
    String name,
    String storageClass,
    ClaimPhase phase,
    long bytes,
    long createdAtMillis,
    Map<String, String> labels,
    long requestedBytes,
    List<String> accessModes,
    boolean block)
    implements ClusterObject {
  public ClaimView {
    labels = Map.copyOf(labels);
    accessModes = List.copyOf(accessModes);
  }

  /// A claim with a file system that has just the size that was asked for.
  public ClaimView(
      String uid,
      String resourceVersion,
      String namespace,
      String name,
      String storageClass,
      boolean bound,
      long bytes,
      long createdAtMillis,
      Map<String, String> labels) {
    this(
        uid,
        resourceVersion,
        namespace,
        name,
        storageClass,
        bound ? ClaimPhase.BOUND : ClaimPhase.PENDING,
        bytes,
        createdAtMillis,
        labels,
        bytes,
        List.of(),
        false);
  }

  /// Whether there is a volume for it; one that waits for its first pod has none.
  public boolean bound() {
    return phase == ClaimPhase.BOUND;
  }
}
