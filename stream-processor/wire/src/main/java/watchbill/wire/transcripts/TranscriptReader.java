package watchbill.wire.transcripts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.ContextReduced;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.ModelFailed;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentEvent.ToolStarted;
import watchbill.core.ContextReduction;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.state.Fingerprint;
import watchbill.wire.ArgsSketch;
import watchbill.wire.RejectReason;
import watchbill.wire.Rfc3339;

/// Reads the lines of `~/.claude/projects/*/*.jsonl`: one JSON object a line, with `type`,
/// `sessionId`, `timestamp` and a `message` in the form of Anthropic's API. One response is written
/// on several lines with one `message.id`, each with the usage so far. Of prompts, arguments and
/// results only fingerprints are made; nothing of them is kept.
///
/// The form is nowhere described; this is what files of versions 1.0 to 2.1 have in common.
/// Whatever the bytes are, it throws nothing. Remembers the calls in flight: one reader a file, one
/// thread.
public final class TranscriptReader {
  /// The longest line: results of tools with pictures are long.
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final int MAX_DEPTH = 200;
  private static final int CALLS = 10_000;
  private static final long MAX_COUNT = 1_000_000_000_000L;
  private static final int MAX_NAME = 256;
  private static final long DAY_MILLIS = 86_400_000;

  /// 2020-01-01, before there were such files.
  private static final long EARLIEST = 1_577_836_800_000L;

  private static final String PROVIDER = "anthropic";
  private static final String INTERRUPTED = "[Request interrupted by user";
  private static final String REJECTED = "The user doesn't want to";
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  /// A call as it began.
  private record Call(String tool, String argsHash, long sketch) {}

  /// A block of a message.
  private static final class Block {
    private String type = "";
    private String id = "";
    private String name = "";
    private String call = "";
    private String print = "";
    private long sketch;
    private boolean failed;
    private boolean rejected;
  }

  private final Map<String, Call> calls =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
          return size() > CALLS;
        }
      };
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();
  private boolean said;
  private boolean interrupted;

  private final long readAtMillis;

  /// A reader at the beginning of a file.
  ///
  /// @param readAtMillis when it is read, in milliseconds since the epoch: nothing in it can be
  ///   more than a day later
  public TranscriptReader(long readAtMillis) {
    this.readAtMillis = readAtMillis;
  }

  /// What one line says.
  public TranscriptLine read(byte[] json, int offset, int length) {
    if (length > MAX_BYTES) {
      return new TranscriptLine.Refused(RejectReason.TOO_LARGE, "line: want at most 64 MiB");
    }
    texts.clear();
    counts.clear();
    blocks.clear();
    said = false;
    interrupted = false;
    byte[] line = offset == 0 && length == json.length ? json : slice(json, offset, length);
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new TranscriptLine.Refused(RejectReason.WRONG_TYPE, "line: want a JSON object");
      }
      object(parser, "", line);
    } catch (IOException _) {
      return new TranscriptLine.Refused(RejectReason.NOT_JSON, "line: want JSON");
    }
    return understood();
  }

  private static byte[] slice(byte[] bytes, int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  private void object(JsonParser parser, String prefix, byte[] line) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = prefix + parser.currentName();
      JsonToken value = parser.nextToken();
      if (key.equals("message.content")) {
        content(parser, line);
        continue;
      }
      switch (value) {
        case START_OBJECT -> {
          switch (key) {
            case "message",
                "message.usage",
                "message.usage.cache_creation",
                "message.usage.server_tool_use",
                "compactMetadata" ->
                object(parser, key + ".", line);
            default -> parser.skipChildren();
          }
        }
        case VALUE_STRING -> {
          if (parser.getTextLength() <= 4 * MAX_NAME) {
            texts.put(key, parser.getText());
          }
        }
        case VALUE_TRUE -> texts.put(key, "true");
        case VALUE_NUMBER_INT -> {
          if (parser.getTextLength() < 18) {
            counts.put(key, parser.getLongValue());
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  private void content(JsonParser parser, byte[] line) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      said = true;
      interrupted = parser.getText().startsWith(INTERRUPTED);
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        blocks.add(block(parser, line));
      } else {
        parser.skipChildren();
      }
    }
  }

  private Block block(JsonParser parser, byte[] line) throws IOException {
    Block block = new Block();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (key) {
        case "type" -> block.type = parser.getText();
        case "id" -> block.id = parser.getText();
        case "name" -> block.name = parser.getText();
        case "tool_use_id" -> block.call = parser.getText();
        case "is_error" -> block.failed = value == JsonToken.VALUE_TRUE;
        case "text" -> {
          said = true;
          interrupted |= parser.getText().startsWith(INTERRUPTED);
        }
        case "content" -> {
          if (value == JsonToken.VALUE_STRING) {
            String text = parser.getText();
            block.rejected = text.startsWith(REJECTED);
            block.print = print(text);
          } else {
            block.print = print(utf8(raw(parser, line)));
          }
        }
        case "input" -> {
          byte[] input = raw(parser, line);
          block.print = print(utf8(input));
          block.sketch = ArgsSketch.of(input);
        }
        default -> {}
      }
      parser.skipChildren();
    }
    return block;
  }

  /// The bytes of the value at which the parser stands, which it passes.
  private static byte[] raw(JsonParser parser, byte[] line) throws IOException {
    long from = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    long to = parser.currentLocation().getByteOffset();
    return from < 0 || to < from || to > line.length
        ? new byte[0]
        : Arrays.copyOfRange(line, (int) from, (int) to);
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String print(String text) {
    Fingerprint print = Fingerprint.of(text);
    return HexFormat.of().toHexDigits(print.high());
  }

  private TranscriptLine understood() {
    String type = text("type");
    boolean told =
        type.equals("user")
            || type.equals("assistant")
            || (type.equals("system") && text("subtype").equals("compact_boundary"));
    if (!told) {
      return type.isEmpty()
          ? new TranscriptLine.Refused(RejectReason.MISSING_FIELD, "type: want a text")
          : new TranscriptLine.Ignored(type);
    }
    String session = text("sessionId");
    String id = text("uuid");
    if (session.isEmpty() || id.isEmpty()) {
      return new TranscriptLine.Refused(
          RejectReason.MISSING_FIELD, "line: want sessionId, uuid and timestamp");
    }
    long at = Rfc3339.parse(text("timestamp"));
    if (at == Rfc3339.BAD) {
      return new TranscriptLine.Refused(
          RejectReason.BAD_TIME, "timestamp: want a time of RFC 3339");
    }
    if (at < EARLIEST || at > readAtMillis + DAY_MILLIS) {
      return new TranscriptLine.Refused(
          RejectReason.TIME_TOO_FAR, "timestamp: want a time from 2020 to tomorrow");
    }
    for (long count : counts.values()) {
      if (count < 0) {
        return new TranscriptLine.Refused(
            RejectReason.NEGATIVE_COUNT, "usage: want no negative count");
      }
    }
    List<AgentEvent> events = new ArrayList<>();
    switch (type) {
      case "user" -> results(at, events);
      case "assistant" -> answer(at, session, events);
      default ->
          events.add(
              new ContextReduced(
                  at,
                  ContextReduction.COMPACTED,
                  counts.getOrDefault("compactMetadata.preTokens", -1L),
                  -1));
    }
    boolean aside = text("isSidechain").equals("true") || text("isMeta").equals("true");
    boolean prompt = type.equals("user") && said && !interrupted && events.isEmpty() && !aside;
    return new TranscriptLine.Happened(
        session, project(text("cwd")), id, at, prompt, type.equals("user") && interrupted, events);
  }

  private void results(long at, List<AgentEvent> events) {
    for (Block block : blocks) {
      if (block.type.equals("tool_result") && !block.call.isEmpty()) {
        Call call = calls.remove(block.call);
        ToolOutcome outcome =
            block.rejected
                ? ToolOutcome.REJECTED
                : block.failed ? ToolOutcome.ERROR : ToolOutcome.OK;
        events.add(
            new ToolFinished(
                at,
                block.call,
                call == null ? "" : call.tool,
                call == null ? "" : call.argsHash,
                block.print,
                outcome,
                "",
                call == null ? ArgsSketch.NONE : call.sketch));
      }
    }
  }

  private void answer(long at, String session, List<AgentEvent> events) {
    String model = text("message.model");
    if (text("isApiErrorMessage").equals("true")) {
      events.add(new ModelFailed(at, PROVIDER, "", "error"));
      return;
    }
    if (model.startsWith("<")) {
      return;
    }
    events.add(
        new ModelAnswered(
            at,
            PROVIDER,
            model,
            text("message.id"),
            text("message.usage.service_tier"),
            usage(),
            session,
            "",
            false));
    for (Block block : blocks) {
      if (block.type.equals("tool_use") && !block.id.isEmpty()) {
        calls.put(block.id, new Call(block.name, block.print, block.sketch));
        events.add(new ToolStarted(at, block.id, block.name, block.print, block.sketch));
      }
    }
  }

  private Usage usage() {
    long written = count("cache_creation_input_tokens");
    @Nullable Long within = counts.get("message.usage.cache_creation.ephemeral_5m_input_tokens");
    long written1h = count("cache_creation.ephemeral_1h_input_tokens");
    long written5m =
        within == null ? Math.max(0, written - written1h) : Math.min(within, MAX_COUNT);
    return new Usage(
        count("input_tokens"),
        count("output_tokens"),
        count("cache_read_input_tokens"),
        written5m,
        written1h,
        count("server_tool_use.web_search_requests"));
  }

  private long count(String key) {
    return Math.min(MAX_COUNT, counts.getOrDefault("message.usage." + key, 0L));
  }

  private String text(String key) {
    String text = texts.getOrDefault(key, "");
    return text.length() > MAX_NAME ? text.substring(0, MAX_NAME) : text;
  }

  /// The last folder of a path, of either kind of system.
  private static String project(String path) {
    int cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return path.substring(cut + 1);
  }
}
