package watchbill.connectors.kubernetes;

/// What a container is for in its pod.
public enum ContainerKind {
  MAIN,
  /// Runs to its end before the main containers start.
  INIT,
  /// An init container that is restarted and runs beside the main ones (`restartPolicy: Always`).
  SIDECAR
}
