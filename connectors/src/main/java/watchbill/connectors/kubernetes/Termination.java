package watchbill.connectors.kubernetes;

/// How one run of a container ended.
///
/// @param run a fingerprint of the id of the container that ended, which no other run shares; 0
///   when not said
/// @param reason in Kubernetes' words, such as `OOMKilled`; empty when not said
/// @param exitCode the process' exit status; 128 and more is a signal's number plus 128
/// @param finishedAtMillis when, in milliseconds since the epoch, in whole seconds; -1 when not
///   said
/// @param startedAtMillis when the run began; -1 when not said
public record Termination(
    long run, String reason, int exitCode, long finishedAtMillis, long startedAtMillis) {
  private static final int SIGTERM = 143;
  private static final int SIGKILL = 137;

  /// A container that is killed within so short a time of its start may have been killed before the
  /// runtime looked at its memory (containerd/containerd#8180).
  private static final long JUST_STARTED_MILLIS = 5_000;

  /// The end of the run with this container id.
  public Termination(
      String containerId,
      String reason,
      int exitCode,
      long finishedAtMillis,
      long startedAtMillis) {
    this(fingerprint(containerId), reason, exitCode, finishedAtMillis, startedAtMillis);
  }

  /// The end of a run of which nobody said when it began.
  public Termination(String containerId, String reason, int exitCode, long finishedAtMillis) {
    this(containerId, reason, exitCode, finishedAtMillis, Said.NO_TIME);
  }

  /// Whether both tell of the same run, whichever of a container's two states they were read from.
  public boolean isOfSameRunAs(Termination other) {
    return run == other.run && finishedAtMillis == other.finishedAtMillis;
  }

  /// Whether the process got SIGKILL, or said so itself.
  public boolean isKill() {
    return exitCode == SIGKILL;
  }

  /// Its class.
  public EndClass endClass() {
    if (reason.equals("OOMKilled")) {
      return isKill() ? EndClass.OOM_MAIN : EndClass.OOM_CHILD;
    }
    if (isKill()) {
      boolean atOnce =
          startedAtMillis >= 0 && finishedAtMillis - startedAtMillis < JUST_STARTED_MILLIS;
      return atOnce && reason.equals("Error") ? EndClass.OOM_SUSPECTED : EndClass.KILLED;
    }
    return switch (exitCode) {
      case 0 -> EndClass.COMPLETED;
      case SIGTERM -> EndClass.TERMINATED;
      default -> EndClass.ERROR;
    };
  }

  /// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): an id has 78 characters, and all
  /// that is asked of it is whether two are the same.
  private static long fingerprint(String containerId) {
    if (containerId.isEmpty()) {
      return 0;
    }
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < containerId.length(); i++) {
      hash = (hash ^ containerId.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
