package watchbill.wire;

import static watchbill.wire.DataKey.*;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.Checkpointed;
import watchbill.core.AgentEvent.ContextReduced;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.core.AgentEvent.ModelAnswered;
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

/// The CloudEvents types that agents send, and the keys that the data of each may have.
public enum EventType {
  SESSION_STARTED("agent.session.started", POD, NAMESPACE, NODE, ROLE, RUNTIME, PARENT, ATTENDED),
  SESSION_ENDED("agent.session.ended", POD, NAMESPACE, NODE, ROLE, RUNTIME, REASON),
  TASK_STARTED("agent.task.started", TASK, DEADLINE, KIND),
  TASK_PROGRESSED("agent.task.progressed", TASK, DEADLINE, KIND, MARKER),
  TASK_FINISHED("agent.task.finished", TASK, OUTCOME, KIND, DURATION_MS),
  TOOL_STARTED("agent.tool.started", CALL, TOOL, ARGS_HASH, ARGS_SKETCH),
  TOOL_FINISHED(
      "agent.tool.finished",
      CALL,
      TOOL,
      ARGS_HASH,
      ARGS_SKETCH,
      RESULT_HASH,
      OUTCOME,
      ERROR_TYPE,
      DURATION_MS),
  MODEL_FINISHED(
      "agent.model.finished",
      TASK,
      PURPOSE,
      PROVIDER,
      MODEL,
      RESPONSE,
      INPUT_TOKENS,
      OUTPUT_TOKENS,
      CACHE_READ_TOKENS,
      CACHE_CREATION_TOKENS,
      CACHE_CREATION_1H_TOKENS,
      REASONING_TOKENS,
      SERVER_TOOL_CALLS,
      USAGE_CONVENTION,
      SERVICE_TIER,
      ATTEMPT,
      DURATION_MS),
  MODEL_FAILED(
      "agent.model.failed", PROVIDER, MODEL, SERVICE_TIER, ATTEMPT, ERROR_TYPE, DURATION_MS),
  WAITING("agent.waiting", FOR),
  RESUMED("agent.resumed", FOR),
  HEARTBEAT("agent.heartbeat", ACTIVE_SESSIONS, QUEUE_DEPTH, CONTEXT_RATIO, MEMORY_BYTES, CALL),
  CONTEXT_COMPACTED("agent.context.compacted", TOKENS_BEFORE, TOKENS_AFTER),
  CONTEXT_CLEARED("agent.context.cleared", TOKENS_BEFORE, TOKENS_AFTER),
  CONTEXT_ARCHIVED("agent.context.archived", TOKENS_BEFORE, TOKENS_AFTER),
  CHECKPOINT_SAVED("agent.checkpoint.saved", TASK, AGE_MS),
  CHECKPOINT_RESTORED("agent.checkpoint.restored", TASK, AGE_MS);

  private static final Map<String, EventType> BY_NAME = new HashMap<>();

  static {
    for (EventType type : values()) {
      BY_NAME.put(type.text, type);
    }
  }

  private final String text;
  private final long keys;

  EventType(String text, DataKey... keys) {
    this.text = text;
    this.keys = DataKey.bits(keys) | SESSION.bit();
  }

  /// The type as events spell it, such as `agent.tool.started`.
  public String text() {
    return text;
  }

  /// The keys that its data may have.
  long keys() {
    return keys;
  }

  /// The type that is spelled so, if it is one of ours.
  static @Nullable EventType named(String text) {
    return BY_NAME.get(text);
  }

  /// The type of an event.
  public static EventType of(AgentEvent event) {
    return switch (event) {
      case SessionStarted _ -> SESSION_STARTED;
      case SessionEnded _ -> SESSION_ENDED;
      case TaskStarted _ -> TASK_STARTED;
      case TaskProgressed _ -> TASK_PROGRESSED;
      case TaskFinished _ -> TASK_FINISHED;
      case ToolStarted _ -> TOOL_STARTED;
      case ToolFinished _ -> TOOL_FINISHED;
      case ModelAnswered _ -> MODEL_FINISHED;
      case ModelFailed _ -> MODEL_FAILED;
      case Waiting _ -> WAITING;
      case Resumed _ -> RESUMED;
      case Heartbeat _ -> HEARTBEAT;
      case ContextReduced reduced ->
          switch (reduced.how()) {
            case COMPACTED -> CONTEXT_COMPACTED;
            case CLEARED -> CONTEXT_CLEARED;
            case ARCHIVED -> CONTEXT_ARCHIVED;
          };
      case Checkpointed saved -> saved.restored() ? CHECKPOINT_RESTORED : CHECKPOINT_SAVED;
    };
  }
}
