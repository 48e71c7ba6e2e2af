package watchbill.core;

/// Why an agent is stuck: the root cause, one per agent at a time.
public enum StuckCause {
  /// A tool call never returned.
  TOOL_HANG(Remedy.CHECK_TOOL),
  /// A task is active, nothing is in flight, and no tool was called for too long.
  NO_TOOL_CALL(Remedy.RESTART_AGENT),
  /// The same calls with the same results, again and again.
  REPEAT_LOOP(Remedy.REASSIGN_TASK),
  /// The same tool fails in the same way, again and again.
  ERROR_LOOP(Remedy.CHECK_TOOL),
  /// Ever new calls of one tool, and nothing new comes of them.
  NO_NEW_RESULT(Remedy.REASSIGN_TASK),
  /// Tokens or money go, and nothing comes of it.
  SPEND_WITHOUT_PROGRESS(Remedy.REASSIGN_TASK),
  /// The model answers, and says nothing.
  EMPTY_OUTPUT(Remedy.RESTART_AGENT),
  /// The context is made smaller again and again: the task does not fit.
  COMPACTION_THRASH(Remedy.SPLIT_TASK),
  /// Nobody answered the agent for too long.
  HUMAN_WAIT(Remedy.ANSWER_AGENT),
  /// The model provider did not answer for too long.
  PROVIDER_WAIT(Remedy.CHECK_PROVIDER),
  /// The agent that it waits for did not answer for too long.
  AGENT_WAIT(Remedy.CHECK_OTHER_AGENT),
  /// Its process starts again and again, and does nothing.
  RELAUNCH_LOOP(Remedy.READ_LOGS),
  /// Its task went from agent to agent.
  TASK_BOUNCE(Remedy.TAKE_TASK_BACK),
  /// Its container was killed for memory, and it did not come back to work.
  OOM_KILLED(Remedy.RAISE_MEMORY_LIMIT),
  /// Its container keeps crashing.
  CRASH_LOOP(Remedy.READ_LOGS),
  /// Its container runs and never gets ready: a probe fails.
  PROBE_FAILED(Remedy.READ_LOGS),
  /// Its image cannot be pulled.
  IMAGE_PULL(Remedy.CHECK_IMAGE),
  /// Its volume cannot be mounted.
  VOLUME_NOT_MOUNTED(Remedy.CHECK_VOLUME),
  /// No node takes its pod.
  UNSCHEDULABLE(Remedy.ADD_CAPACITY),
  /// Its pod was evicted from its node.
  EVICTED(Remedy.CHECK_NODE),
  /// Its pod gave way to one of higher priority.
  PREEMPTED(Remedy.ADD_CAPACITY),
  /// Its node is gone, or does not answer.
  NODE_LOST(Remedy.CHECK_NODE);

  private final Remedy remedy;

  StuckCause(Remedy remedy) {
    this.remedy = remedy;
  }

  /// Whether it says that what the agent did led nowhere, so that what it spent on it was wasted.
  public boolean isLoop() {
    return switch (this) {
      case REPEAT_LOOP, ERROR_LOOP, NO_NEW_RESULT -> true;
      default -> false;
    };
  }

  /// What to do about it first.
  public Remedy remedy() {
    return remedy;
  }
}
