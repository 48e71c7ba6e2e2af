package watchbill.core;

/// The ways of being stuck that are looked for, one for each rule.
public enum RuleKind {
  /// The same call with the same result, in a row.
  EXACT_REPEAT(Group.REPETITION),
  /// A few calls in turn, with the same results each time.
  CYCLE(Group.REPETITION),
  /// A call that differs from the one before in form only.
  NEAR_REPEAT(Group.REPETITION),
  /// One tool fails in the same way, in a row.
  ERROR_STREAK(Group.REPETITION),
  /// One tool with ever other arguments, and nothing new comes of it.
  NAME_THRASH(Group.REPETITION),
  /// A declared poll tool whose result does not change.
  UNCHANGED_POLL(Group.REPETITION),
  /// Tokens are spent, and no tool is called.
  TOKEN_SPIN(Group.SPEND),
  /// Money is spent on a task that does not move on.
  SPEND_WITHOUT_PROGRESS(Group.SPEND),
  /// Answers of the model in a row that say nothing.
  EMPTY_OUTPUT(Group.SPEND),
  /// The context is made smaller again and again.
  COMPACTION_THRASH(Group.SPEND),
  /// A task is active, and nothing happens.
  SILENCE(Group.SILENCE),
  /// A tool call does not come back.
  TOOL_HANG(Group.SILENCE),
  /// Somebody who was asked does not answer.
  UNANSWERED(Group.SILENCE),
  /// The agent's process starts again and again, in a pod that Kubernetes finds healthy.
  RELAUNCH(Group.LIFECYCLE),
  /// A task goes from agent to agent.
  BOUNCE(Group.LIFECYCLE),
  /// A container fails again and again.
  CRASH_LOOP(Group.LIFECYCLE),
  /// The cluster does not let the agent's pod run.
  POD_BLOCKED(Group.LIFECYCLE);

  /// What a rule looks at. Two rules of one group see one thing twice; of two groups, two things.
  public enum Group {
    /// What calls are made, and what comes of them.
    REPETITION,
    /// What is spent.
    SPEND,
    /// How long nothing happens.
    SILENCE,
    /// What becomes of its process, pod and tasks.
    LIFECYCLE
  }

  private final Group group;

  RuleKind(Group group) {
    this.group = group;
  }

  /// What the rule looks at.
  public Group group() {
    return group;
  }
}
