package watchbill.core;

/// What an agent is doing, as far as its events tell.
public enum AgentActivity {
  /// It has a task, and nothing of the below holds.
  WORKING,
  /// A tool call is in flight.
  WAITING_TOOL,
  WAITING_HUMAN,
  /// Its model provider does not answer, or limits its rate.
  WAITING_PROVIDER,
  /// Another agent has to answer first.
  WAITING_AGENT,
  /// It has no task.
  IDLE,
  /// A verdict stands against it.
  STUCK
}
