package watchbill.core.money;

/// What an agent's dollars were spent for, as far as its history tells. Each pico-dollar has one
/// use at a time; [#OPEN] ones get another later, all others keep theirs.
public enum Use {
  /// Nothing is known against it.
  PRODUCTIVE,
  /// Since the last new result before the agent was found to repeat itself, and until the next.
  LOOPED,
  /// For a task that had been completed already: delivered or executed twice.
  DUPLICATED,
  /// For a task since its last checkpoint, when its container ended and the agent began anew or
  /// another took the task on, or when a task that is saved was stopped.
  LOST,
  /// To make the context smaller, and to write what is left of it to the cache again.
  COMPACTION,
  /// What a prompt that had been cached cost above a cache hit.
  CACHE_MISS,
  /// Without any task, by an agent that says what its tasks are.
  IDLE,
  /// For a task that goes on: not decided yet.
  OPEN
}
