package watchbill.core;

/// The steps from an interruption back to work; each is told as the time from the interruption.
public enum RecoveryPhase {
  /// A node took the new pod.
  SCHEDULED,
  /// All its containers were ready.
  READY,
  /// The agent loaded its own checkpoint.
  RESTORED,
  /// The agent did something again: began a task, called a tool.
  RESUMED
}
