package watchbill.core;

/// How a task ended.
public enum TaskOutcome {
  COMPLETED,
  FAILED,
  CANCELLED,
  INTERRUPTED
}
