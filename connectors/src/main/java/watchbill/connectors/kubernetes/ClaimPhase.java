package watchbill.connectors.kubernetes;

/// Whether a claim has its volume
/// (<https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/persistent-volume-claim-v1/#PersistentVolumeClaimStatus>).
public enum ClaimPhase {
  /// It has.
  BOUND,
  /// It waits for one; where the class of storage wants it so, for its first pod, too.
  PENDING,
  /// It had one, which is gone with what was on it.
  LOST,
  /// Not said, or not known here.
  OTHER;

  static ClaimPhase of(String said) {
    return switch (said) {
      case "Bound" -> BOUND;
      case "Pending" -> PENDING;
      case "Lost" -> LOST;
      default -> OTHER;
    };
  }
}
