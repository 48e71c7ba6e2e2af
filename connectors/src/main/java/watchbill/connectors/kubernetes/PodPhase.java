package watchbill.connectors.kubernetes;

/// Where a pod is in its life, in Kubernetes' own five words
/// (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase).
public enum PodPhase {
  PENDING("Pending"),
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  /// Said by the cluster when it lost the node, and by us for a word that is none of the five.
  UNKNOWN("Unknown");

  private final String text;

  PodPhase(String text) {
    this.text = text;
  }

  /// The word as Kubernetes writes it.
  public String text() {
    return text;
  }

  static PodPhase of(String text) {
    for (PodPhase phase : values()) {
      if (phase.text.equals(text)) {
        return phase;
      }
    }
    return UNKNOWN;
  }
}
