package watchbill.connectors.kubernetes;

import java.util.Map;

/// What is kept of one claim of a volume (a PersistentVolumeClaim).
///
/// @param storageClass empty when it has none
/// @param bound whether there is a volume for it; one that waits for its first pod has none
/// @param bytes the size of the volume, or as long as that is not said, the size that was asked for
/// @param createdAtMillis in milliseconds since the epoch; -1 when not said
/// @param labels those of its labels that the watch was asked to keep
public record ClaimView(
    String uid,
    String resourceVersion,
    String namespace,
    String name,
    String storageClass,
    boolean bound,
    long bytes,
    long createdAtMillis,
    Map<String, String> labels)
    implements ClusterObject {
  public ClaimView {
    labels = Map.copyOf(labels);
  }
}
