package watchbill.core.rules;

import watchbill.core.StuckCause;

/// What the cluster does to an agent's pod, as far as it explains that the agent is not heard.
///
/// @param sinceMillis from when on it does, in the time in which facts are heard
/// @param atMillis since when, by the cluster's clock
/// @param untilMillis how long it is believed if nothing more is told; [Rule#NEVER] for what has
///   happened and does not pass
/// @param lost whether the pod was taken away; otherwise it is there and cannot run
/// @param neverReady whether the pod has never been ready
/// @param detail the cluster's words; may be empty
record PodTrouble(
    StuckCause cause,
    String pod,
    long sinceMillis,
    long atMillis,
    long untilMillis,
    boolean lost,
    boolean neverReady,
    String detail) {

  /// For a person.
  String text() {
    String what =
        switch (cause) {
          case UNSCHEDULABLE -> "pod %s waits for a node since ";
          case VOLUME_NOT_MOUNTED -> "pod %s waits for a volume since ";
          case IMAGE_PULL -> "pod %s waits for its image since ";
          case PROBE_FAILED -> "pod %s fails its probes and has never been ready, since ";
          case EVICTED -> "pod %s evicted at ";
          case PREEMPTED -> "pod %s preempted at ";
          case NODE_LOST -> "pod %s lost with its node at ";
          default -> throw new IllegalStateException("no trouble of a pod: " + cause);
        };
    return what.formatted(pod) + Phrases.time(atMillis) + (detail.isEmpty() ? "" : ": " + detail);
  }
}
