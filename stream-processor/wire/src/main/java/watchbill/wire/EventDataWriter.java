package watchbill.wire;

import static watchbill.wire.DataKey.*;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HexFormat;
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
import watchbill.core.Usage;

/// Writes the keys of an event's `data`; what says nothing is left out: empty texts, counts of -1,
/// sketches and deadlines of 0, what is not attended.
final class EventDataWriter {
  private final JsonGenerator json;

  EventDataWriter(JsonGenerator json) {
    this.json = json;
  }

  void write(AgentEvent event) throws IOException {
    switch (event) {
      case SessionStarted started -> sessionStarted(started);
      case SessionEnded ended -> {
        text(SESSION, ended.session());
        text(REASON, ended.reason());
      }
      case TaskStarted started -> {
        text(KIND, started.kind());
        text(DEADLINE, time(started.deadlineMillis()));
      }
      case TaskProgressed progressed -> text(MARKER, progressed.marker());
      case TaskFinished finished -> text(OUTCOME, Words.word(finished.outcome()));
      case ToolStarted started -> {
        text(CALL, started.call());
        text(TOOL, started.tool());
        text(ARGS_HASH, started.argsHash());
        text(ARGS_SKETCH, sketch(started.argsSketch()));
      }
      case ToolFinished finished -> toolFinished(finished);
      case ModelAnswered answered -> modelAnswered(answered);
      case ModelFailed failed -> {
        text(PROVIDER, failed.provider());
        text(MODEL, failed.model());
        text(ERROR_TYPE, failed.errorType());
      }
      case Waiting waiting -> text(FOR, Words.word(waiting.party()));
      case Resumed resumed -> text(FOR, Words.word(resumed.party()));
      case Heartbeat beat -> {
        count(ACTIVE_SESSIONS, beat.activeSessions());
        count(QUEUE_DEPTH, beat.queueDepth());
        text(CALL, beat.call());
        count(MEMORY_BYTES, beat.memoryBytes());
      }
      case ContextReduced reduced -> {
        count(TOKENS_BEFORE, reduced.tokensBefore());
        count(TOKENS_AFTER, reduced.tokensAfter());
      }
      case Checkpointed _ -> {
        // All that it says is in its type, its time and its subject.
      }
    }
  }

  private void sessionStarted(SessionStarted started) throws IOException {
    text(SESSION, started.session());
    text(ROLE, started.role());
    text(RUNTIME, started.runtime());
    text(NAMESPACE, started.namespace());
    text(POD, started.pod());
    text(NODE, started.node());
    text(PARENT, started.parent());
    if (started.attended()) {
      json.writeBooleanField(ATTENDED.text, true);
    }
  }

  private void toolFinished(ToolFinished finished) throws IOException {
    text(CALL, finished.call());
    text(TOOL, finished.tool());
    text(ARGS_HASH, finished.argsHash());
    text(RESULT_HASH, finished.resultHash());
    text(OUTCOME, Words.word(finished.outcome()));
    text(ERROR_TYPE, finished.errorType());
    text(ARGS_SKETCH, sketch(finished.argsSketch()));
  }

  private void modelAnswered(ModelAnswered answered) throws IOException {
    Usage usage = answered.usage();
    long written = usage.cacheWrite5m() + usage.cacheWrite1h();
    text(PROVIDER, answered.provider());
    text(MODEL, answered.model());
    text(RESPONSE, answered.response());
    text(SERVICE_TIER, answered.serviceTier());
    text(USAGE_CONVENTION, ModelUsage.EXCLUSIVE);
    count(INPUT_TOKENS, usage.input());
    count(OUTPUT_TOKENS, usage.output());
    count(CACHE_READ_TOKENS, usage.cacheRead());
    count(CACHE_CREATION_TOKENS, written);
    count(CACHE_CREATION_1H_TOKENS, usage.cacheWrite1h());
    count(SERVER_TOOL_CALLS, usage.serverTools() == 0 ? -1 : usage.serverTools());
    text(SESSION, answered.session());
    text(PURPOSE, answered.compaction() ? ModelUsage.COMPACTION : "");
  }

  private static String time(long millis) {
    return millis == 0 ? "" : Rfc3339.text(millis);
  }

  private static String sketch(long bits) {
    return bits == 0 ? "" : HexFormat.of().toHexDigits(bits);
  }

  private void text(DataKey key, String text) throws IOException {
    if (!text.isEmpty()) {
      json.writeStringField(key.text, text);
    }
  }

  private void count(DataKey key, long count) throws IOException {
    if (count != -1) {
      json.writeNumberField(key.text, count);
    }
  }
}
