package watchbill.core;

/// How a tool call ended. `REJECTED` is a person's no; `INTERRUPTED` is a call that was cut off.
public enum ToolOutcome {
  OK,
  ERROR,
  REJECTED,
  INTERRUPTED
}
