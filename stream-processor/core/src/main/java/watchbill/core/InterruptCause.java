package watchbill.core;

/// What interrupted a task.
public enum InterruptCause {
  /// The agent said so, or somebody stopped it.
  STOPPED,
  /// A container was killed for memory.
  OOM_KILLED,
  /// A container ended by itself.
  CRASHED,
  EVICTED,
  PREEMPTED,
  NODE_LOST
}
