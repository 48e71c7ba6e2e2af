package watchbill.connectors.kubernetes;

/// What a workload says of how it replaces its pods by those of a newer revision.
public sealed interface Rollout {
  /// Whether its controller has seen the newest specification, so that the counts are of it.
  boolean observed();

  /// A Deployment's.
  ///
  /// @param paused whether somebody holds it back
  /// @param progressing its condition of this name; false with the reason
  ///   `ProgressDeadlineExceeded` when it got nowhere for `progressDeadlineSeconds`
  record OfDeployment(boolean observed, boolean paused, StatusCondition progressing)
      implements Rollout {}

  /// A StatefulSet's.
  ///
  /// @param onDelete whether it replaces a pod only when somebody deletes it
  /// @param partition pods with a lower ordinal stay as they are; 0 when all are replaced
  /// @param currentRevision the revision that is replaced; empty when not said
  /// @param updateRevision the newest revision; empty when not said
  /// @param graceSeconds how long a pod may take to end
  record OfStatefulSet(
      boolean observed,
      boolean onDelete,
      int partition,
      String currentRevision,
      String updateRevision,
      long graceSeconds)
      implements Rollout {}
}
