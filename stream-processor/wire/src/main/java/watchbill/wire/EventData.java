package watchbill.wire;

import static watchbill.wire.DataKey.*;

import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.Checkpointed;
import watchbill.core.AgentEvent.ContextReduced;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.core.AgentEvent.ModelFailed;
import watchbill.core.AgentEvent.Resumed;
import watchbill.core.AgentEvent.SessionEnded;
import watchbill.core.AgentEvent.SessionStarted;
import watchbill.core.AgentEvent.TaskFinished;
import watchbill.core.AgentEvent.TaskProgressed;
import watchbill.core.AgentEvent.TaskStarted;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentEvent.ToolStarted;
import watchbill.core.AgentEvent.Waiting;
import watchbill.core.ContextReduction;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.WaitingFor;

/// From the fields of an event to the event, type by type.
final class EventData {
  static final Words<TaskOutcome> TASK_OUTCOMES = new Words<>(TaskOutcome.class);
  static final Words<ToolOutcome> TOOL_OUTCOMES = new Words<>(ToolOutcome.class);
  static final Words<WaitingFor> PARTIES = new Words<>(WaitingFor.class);

  private EventData() {}

  /// The event, or `null` when the fields now have a problem.
  ///
  /// @param subject the event's subject: its task, unless the data name one
  static @Nullable AgentEvent of(EventType type, long at, String subject, DataFields data) {
    return switch (type) {
      case SESSION_STARTED ->
          new SessionStarted(
              at,
              data.text(SESSION),
              data.text(ROLE),
              data.text(RUNTIME),
              data.text(NAMESPACE),
              data.text(POD),
              data.text(NODE),
              data.text(PARENT),
              data.flag(ATTENDED));
      case SESSION_ENDED -> new SessionEnded(at, data.text(SESSION), data.text(REASON));
      case TASK_STARTED ->
          new TaskStarted(at, task(subject, data), data.text(KIND), data.count(DEADLINE, 0));
      case TASK_PROGRESSED -> new TaskProgressed(at, task(subject, data), data.text(MARKER));
      case TASK_FINISHED -> taskFinished(at, task(subject, data), data);
      case TOOL_STARTED ->
          new ToolStarted(
              at,
              data.requiredText(CALL),
              data.text(TOOL),
              data.text(ARGS_HASH),
              data.count(ARGS_SKETCH, 0));
      case TOOL_FINISHED -> toolFinished(at, data);
      case MODEL_FINISHED -> ModelUsage.answered(at, task(subject, data), data);
      case MODEL_FAILED ->
          new ModelFailed(at, data.text(PROVIDER), data.text(MODEL), data.text(ERROR_TYPE));
      case WAITING -> {
        WaitingFor party = data.requiredWord(FOR, PARTIES);
        yield party == null ? null : new Waiting(at, party);
      }
      case RESUMED -> {
        WaitingFor party = data.requiredWord(FOR, PARTIES);
        yield party == null ? null : new Resumed(at, party);
      }
      case HEARTBEAT ->
          new Heartbeat(
              at,
              data.smallCount(ACTIVE_SESSIONS),
              data.smallCount(QUEUE_DEPTH),
              data.text(CALL),
              data.count(MEMORY_BYTES, -1));
      case CONTEXT_COMPACTED -> reduced(at, ContextReduction.COMPACTED, data);
      case CONTEXT_CLEARED -> reduced(at, ContextReduction.CLEARED, data);
      case CONTEXT_ARCHIVED -> reduced(at, ContextReduction.ARCHIVED, data);
      case CHECKPOINT_SAVED -> new Checkpointed(at, task(subject, data), false);
      case CHECKPOINT_RESTORED -> new Checkpointed(at, task(subject, data), true);
    };
  }

  private static String task(String subject, DataFields data) {
    String task = data.text(TASK);
    return task.isEmpty() ? subject : task;
  }

  private static @Nullable AgentEvent taskFinished(long at, String task, DataFields data) {
    TaskOutcome outcome = data.requiredWord(OUTCOME, TASK_OUTCOMES);
    return outcome == null ? null : new TaskFinished(at, task, outcome);
  }

  private static @Nullable AgentEvent toolFinished(long at, DataFields data) {
    String call = data.requiredText(CALL);
    ToolOutcome outcome = data.requiredWord(OUTCOME, TOOL_OUTCOMES);
    return outcome == null
        ? null
        : new ToolFinished(
            at,
            call,
            data.text(TOOL),
            data.text(ARGS_HASH),
            data.text(RESULT_HASH),
            outcome,
            data.text(ERROR_TYPE),
            data.count(ARGS_SKETCH, 0));
  }

  private static AgentEvent reduced(long at, ContextReduction how, DataFields data) {
    return new ContextReduced(at, how, data.count(TOKENS_BEFORE, -1), data.count(TOKENS_AFTER, -1));
  }
}
