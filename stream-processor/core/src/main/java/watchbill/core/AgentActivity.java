package watchbill.core;

/// What an agent is doing, as far as its events and its pods tell.
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
  /// One rule speaks against it, and not yet strongly enough.
  SUSPECT,
  /// A verdict stands against it.
  STUCK,
  /// A container of it ended while it had work, and it has not begun again.
  INTERRUPTED,
  /// It has work, and the heartbeats that it used to send have stopped with everything else.
  UNKNOWN
}
