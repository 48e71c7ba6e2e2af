package watchbill.core;

/// Why an agent is stuck: the root cause, one per agent at a time.
public enum StuckCause {
  /// A tool call never returned.
  TOOL_HANG,
  /// A task is active, nothing is in flight, and no tool was called for too long.
  NO_TOOL_CALL,
  /// The same call with the same result, again and again.
  REPEAT_LOOP,
  /// Nobody answered the agent for too long.
  HUMAN_WAIT,
  /// The model provider did not answer for too long.
  PROVIDER_WAIT,
  /// The agent that it waits for did not answer for too long.
  AGENT_WAIT,
  /// Its container was killed for memory, and it did not come back to work.
  OOM_KILLED,
  /// Its container keeps crashing.
  CRASH_LOOP
}
