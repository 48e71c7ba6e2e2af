package watchbill.exporter.gpu;

import java.util.Locale;

/// How it is known whose a GPU or a MIG instance is.
enum AllocationMethod {
  /// DCGM's page names the pods that hold it, all of one agent or of none, and no others can: the
  /// node's pods hold no more GPUs than it has, or are all of that agent.
  DCGM_POD_LABEL,
  /// DCGM's page names several pods, which are not one agent's.
  DCGM_SHARED,
  /// No pod is named, but all pods that can hold it are one agent's (or nobody's), and by their
  /// requests they hold all such GPUs of the node.
  REQUESTS_SINGLE,
  /// It cannot be told which of the node's pods hold it: no pod is named and they are not one
  /// agent's, or hold less than all; or one is named, but GPUs are shared and only one is ever
  /// named.
  REQUESTS_SHARED,
  /// It is divided into MIG instances, which have holders of their own.
  MIG,
  /// No pod holds it.
  NONE,
  /// The cluster's pods are not known.
  UNKNOWN;

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
