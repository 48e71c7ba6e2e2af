package watchbill.simulator.story;

/// What a watcher should say of a planted story.
public enum Finding {
  /// The agent is stuck, for one of the story's causes.
  STUCK,
  /// Something speaks against the agent, for one of the story's causes: not enough to call it
  /// stuck.
  SUSPECT,
  /// Many agents of the tenant came to a stop together, and none of them is stuck.
  INCIDENT,
  /// A task of the agent went on after its deadline.
  DEADLINE_MISSED,
  /// The agent completed a task that had been completed before.
  DONE_TWICE,
  /// The agent has work, and nothing of it is heard any more.
  TELEMETRY_GAP,
  /// Nothing: it looks like trouble and is none.
  NOTHING
}
