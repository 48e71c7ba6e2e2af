package watchbill.connectors.kubernetes;

import static watchbill.connectors.kubernetes.Said.text;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimSpec;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import java.util.Set;

/// Reduces a claim of a volume to its [ClaimView]. Anything may be missing; nothing here throws.
final class ClaimReader {
  private static final String SIZE = "storage";

  private final Set<String> labelKeys;

  ClaimReader(Set<String> labelKeys) {
    this.labelKeys = labelKeys;
  }

  ClaimView read(PersistentVolumeClaim claim) {
    ObjectMeta meta = Said.meta(claim);
    PersistentVolumeClaimSpec spec =
        claim.getSpec() == null ? new PersistentVolumeClaimSpec() : claim.getSpec();
    PersistentVolumeClaimStatus status =
        claim.getStatus() == null ? new PersistentVolumeClaimStatus() : claim.getStatus();
    long provided = Quantities.bytes(status.getCapacity(), SIZE);
    long requested = requested(spec);
    return new ClaimView(
        text(meta.getUid()),
        text(meta.getResourceVersion()),
        text(meta.getNamespace()),
        text(meta.getName()),
        text(spec.getStorageClassName()),
        ClaimPhase.of(text(status.getPhase())),
        provided > 0 ? provided : requested,
        Said.millis(meta.getCreationTimestamp()),
        Said.labels(meta, labelKeys),
        requested,
        Said.list(spec.getAccessModes()),
        "Block".equals(spec.getVolumeMode()));
  }

  private static long requested(PersistentVolumeClaimSpec spec) {
    return spec.getResources() == null
        ? 0
        : Quantities.bytes(spec.getResources().getRequests(), SIZE);
  }
}
