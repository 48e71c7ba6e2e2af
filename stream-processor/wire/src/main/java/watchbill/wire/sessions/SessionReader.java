package watchbill.wire.sessions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.ContextReduced;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.ModelFailed;
import watchbill.core.AgentEvent.TaskFinished;
import watchbill.core.AgentEvent.TaskStarted;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentEvent.ToolStarted;
import watchbill.core.ContextReduction;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.wire.EventReader;
import watchbill.wire.RejectReason;
import watchbill.wire.Rfc3339;
import watchbill.wire.sessions.SessionLine.Happened;
import watchbill.wire.sessions.SessionLine.Ignored;
import watchbill.wire.sessions.SessionLine.Refused;

/// Reads the lines of recorded coding-agent sessions: one JSON object a line, with `session`,
/// `agent`, `ts`, `type` and what the type needs. Tokens are counted as Anthropic counts: input
/// excludes what came from a cache or went to one. A heartbeat is a sign of life of the call that
/// it names. A stop hook runs when the agent's turn is over, so the task is done by then; the word
/// that it is finished may follow, or not. Whatever the bytes are, it throws nothing.
///
/// Used by one thread.
public final class SessionReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String PROVIDER = "anthropic";
  private static final long MAX_COUNT = 1_000_000_000_000L;

  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();

  /// What one line says.
  public SessionLine read(byte[] json, int offset, int length) {
    if (length > EventReader.MAX_BYTES) {
      return new Refused(RejectReason.TOO_LARGE, "line: want at most 256 KiB");
    }
    texts.clear();
    counts.clear();
    try (JsonParser parser = JSON.createParser(json, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new Refused(RejectReason.WRONG_TYPE, "line: want a JSON object");
      }
      readObject(parser, "");
      if (parser.nextToken() != null) {
        return new Refused(RejectReason.TRAILING_DATA, "line: want one JSON object");
      }
    } catch (IOException _) {
      return new Refused(RejectReason.NOT_JSON, "line: want JSON");
    }
    return understood();
  }

  private void readObject(JsonParser parser, String prefix) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = prefix + parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING) {
        texts.put(key, parser.getText());
      } else if (value == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() < 18) {
        counts.put(key, parser.getLongValue());
      } else if (value == JsonToken.START_OBJECT && key.equals("usage")) {
        readObject(parser, "usage.");
      } else {
        parser.skipChildren();
      }
    }
  }

  private SessionLine understood() {
    String session = text("session");
    String agent = text("agent");
    if (session.isEmpty() || agent.isEmpty() || text("type").isEmpty()) {
      return new Refused(RejectReason.MISSING_FIELD, "line: want session, agent, ts and type");
    }
    long at = Rfc3339.parse(text("ts"));
    if (at == Rfc3339.BAD) {
      return new Refused(RejectReason.BAD_TIME, "ts: want a time of RFC 3339");
    }
    return switch (text("type")) {
      case "task.started" -> happened(new TaskStarted(at, text("task_id"), ""));
      case "task.finished", "task.stop_hook" ->
          happened(new TaskFinished(at, text("task_id"), TaskOutcome.COMPLETED));
      case "task.interrupted" ->
          happened(new TaskFinished(at, text("task_id"), TaskOutcome.INTERRUPTED));
      case "tool.started" ->
          happened(new ToolStarted(at, text("call_id"), text("tool"), text("args_hash")));
      case "tool.finished" -> toolFinished(at);
      case "llm.call" -> modelCalled(at);
      case "llm.error" -> happened(new ModelFailed(at, PROVIDER, "", ""));
      case "heartbeat" -> happened(new Heartbeat(at, -1, -1, text("call_id"), -1));
      case "context.compacted" ->
          happened(
              new ContextReduced(
                  at, ContextReduction.COMPACTED, counts.getOrDefault("pre_tokens", -1L), -1));
      default -> new Ignored(text("type"));
    };
  }

  private SessionLine happened(AgentEvent event) {
    return new Happened(text("session"), text("agent"), event);
  }

  private SessionLine toolFinished(long at) {
    for (ToolOutcome outcome : ToolOutcome.values()) {
      if (outcome.name().toLowerCase(Locale.ROOT).equals(text("outcome"))) {
        return happened(
            new ToolFinished(
                at,
                text("call_id"),
                text("tool"),
                text("args_hash"),
                text("result_hash"),
                outcome,
                text("error_class")));
      }
    }
    return new Refused(
        RejectReason.UNKNOWN_VALUE, "outcome: want ok, error, rejected, interrupted");
  }

  private SessionLine modelCalled(long at) {
    for (long count : counts.values()) {
      if (count < 0 || count > MAX_COUNT) {
        return new Refused(RejectReason.OUT_OF_RANGE, "usage: want counts from 0 to " + MAX_COUNT);
      }
    }
    Usage usage =
        new Usage(
            count("input"),
            count("output"),
            count("cache_read"),
            count("cache_write_5m"),
            count("cache_write_1h"),
            count("web_search"));
    return happened(
        new ModelAnswered(
            at, PROVIDER, text("model"), text("msg_id"), text("service_tier"), usage));
  }

  private String text(String key) {
    return texts.getOrDefault(key, "");
  }

  private long count(String key) {
    return counts.getOrDefault("usage." + key, 0L);
  }
}
