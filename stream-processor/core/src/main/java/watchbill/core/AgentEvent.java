package watchbill.core;

/// Something an agent did. `atMillis` is when, in milliseconds since the epoch, by the agent's own
/// clock, which may be wrong: it dates spend and evidence, while deadlines run on the time at which
/// the event was heard ([Activity]).
///
/// A text that the event did not carry is empty. Types and fields follow the CloudEvents types of
/// `docs/events.md`.
public sealed interface AgentEvent {
  /// When it happened, by the agent's clock, in milliseconds since the epoch.
  long atMillis();

  /// A session began. `role` and `runtime` say what kind of agent it is, `namespace`, `pod` and
  /// `node` where it runs, `parent` which agent of the same tenant it works for.
  ///
  /// @param attended whether a person sits in front of it, prompts it and answers its questions
  record SessionStarted(
      long atMillis,
      String session,
      String role,
      String runtime,
      String namespace,
      String pod,
      String node,
      String parent,
      boolean attended)
      implements AgentEvent {
    /// A session that nobody attends, as far as it says.
    public SessionStarted(
        long atMillis,
        String session,
        String role,
        String runtime,
        String namespace,
        String pod,
        String node,
        String parent) {
      this(atMillis, session, role, runtime, namespace, pod, node, parent, false);
    }
  }

  /// A session ended, for a reason in the agent's own words.
  record SessionEnded(long atMillis, String session, String reason) implements AgentEvent {}

  /// Work on a task began. `kind` groups tasks that are alike.
  ///
  /// @param deadlineMillis until when it should be done, by the agent's clock, in milliseconds
  ///   since the epoch; 0 for no deadline
  record TaskStarted(long atMillis, String task, String kind, long deadlineMillis)
      implements AgentEvent {
    /// A task without a deadline.
    public TaskStarted(long atMillis, String task, String kind) {
      this(atMillis, task, kind, 0);
    }
  }

  /// The task moved on by the agent's own account; `marker` says to where.
  record TaskProgressed(long atMillis, String task, String marker) implements AgentEvent {}

  /// Work on the task ended.
  record TaskFinished(long atMillis, String task, TaskOutcome outcome) implements AgentEvent {}

  /// A tool was called. `call` names this one call; `argsHash` is equal for equal arguments.
  ///
  /// @param argsSketch a similarity hash of the arguments: two that are alike differ in few bits; 0
  ///   for none
  record ToolStarted(long atMillis, String call, String tool, String argsHash, long argsSketch)
      implements AgentEvent {
    /// A call without a sketch.
    public ToolStarted(long atMillis, String call, String tool, String argsHash) {
      this(atMillis, call, tool, argsHash, 0);
    }
  }

  /// A tool call came back. `resultHash` is equal for equal results.
  ///
  /// @param argsSketch as when it was called; 0 for none
  record ToolFinished(
      long atMillis,
      String call,
      String tool,
      String argsHash,
      String resultHash,
      ToolOutcome outcome,
      String errorType,
      long argsSketch)
      implements AgentEvent {
    /// The end of a call without a sketch.
    public ToolFinished(
        long atMillis,
        String call,
        String tool,
        String argsHash,
        String resultHash,
        ToolOutcome outcome,
        String errorType) {
      this(atMillis, call, tool, argsHash, resultHash, outcome, errorType, 0);
    }
  }

  /// A model answered, or a further piece of its answer arrived: `usage` counts the response so
  /// far, and the pieces of one response share `response`. An empty `response` means that the
  /// provider named none.
  ///
  /// @param serviceTier `priority`, `batch` and so on, in the provider's words
  /// @param session the session that asked
  /// @param task the task that it was asked for
  /// @param compaction whether it was asked in order to make the agent's context smaller
  record ModelAnswered(
      long atMillis,
      String provider,
      String model,
      String response,
      String serviceTier,
      Usage usage,
      String session,
      String task,
      boolean compaction)
      implements AgentEvent {
    /// An answer of which nobody said what it was asked for.
    public ModelAnswered(
        long atMillis,
        String provider,
        String model,
        String response,
        String serviceTier,
        Usage usage) {
      this(atMillis, provider, model, response, serviceTier, usage, "", "", false);
    }
  }

  /// A model call failed; `errorType` in the provider's words.
  record ModelFailed(long atMillis, String provider, String model, String errorType)
      implements AgentEvent {}

  /// The agent waits for somebody else.
  record Waiting(long atMillis, WaitingFor party) implements AgentEvent {}

  /// The agent waits no longer.
  record Resumed(long atMillis, WaitingFor party) implements AgentEvent {}

  /// The agent's own account of its load; -1 where it gave none.
  ///
  /// @param call the tool call that it has in flight and that is alive; empty when it says none
  /// @param memoryBytes what its process uses
  record Heartbeat(long atMillis, int activeSessions, int queueDepth, String call, long memoryBytes)
      implements AgentEvent {
    /// A heartbeat that tells of load alone.
    public Heartbeat(long atMillis, int activeSessions, int queueDepth) {
      this(atMillis, activeSessions, queueDepth, "", -1);
    }
  }

  /// The agent made its context smaller, from `tokensBefore` to `tokensAfter`; -1 where not said.
  record ContextReduced(long atMillis, ContextReduction how, long tokensBefore, long tokensAfter)
      implements AgentEvent {}

  /// The agent saved or loaded its own checkpoint for the task.
  record Checkpointed(long atMillis, String task, boolean restored) implements AgentEvent {}
}
