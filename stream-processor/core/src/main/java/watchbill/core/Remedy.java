package watchbill.core;

/// What to do first about an agent that is stuck: a suggestion to a person or to the controller of
/// the agents, not an order.
public enum Remedy {
  /// End the agent's process and let it begin its task again.
  RESTART_AGENT,
  /// Give the task to another agent.
  REASSIGN_TASK,
  /// Make smaller tasks of it.
  SPLIT_TASK,
  /// Take the task out of circulation, and look at it.
  TAKE_TASK_BACK,
  /// Answer what the agent has asked.
  ANSWER_AGENT,
  CHECK_TOOL,
  CHECK_PROVIDER,
  CHECK_OTHER_AGENT,
  READ_LOGS,
  RAISE_MEMORY_LIMIT,
  CHECK_IMAGE,
  CHECK_VOLUME,
  CHECK_NODE,
  ADD_CAPACITY
}
