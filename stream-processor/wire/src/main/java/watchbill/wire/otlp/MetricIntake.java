package watchbill.wire.otlp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent.TaskProgressed;
import watchbill.core.Usage;
import watchbill.core.state.Fingerprint;

/// The data points of one request. Sums since the start of a process become sums of the time since
/// the point before: a stream is its attributes and its start, so that a new start is a new stream,
/// and two processes of one session are two. Of a stream that says no start a lower value is a new
/// beginning; of one that does it is a point that came late.
final class MetricIntake {
  private static final String CLAUDE_TOKENS = "claude_code.token.usage";
  private static final String GEMINI_TOKENS = "gemini_cli.token.usage";
  private static final String GENAI_TOKENS = "gen_ai.client.token.usage";
  private static final String GENAI_COUNTERS = "gen_ai.client.inference.usage.";
  private static final String DETAILED = "detailed.";

  /// One point.
  ///
  /// @param print of all attributes; `apart` without the one that names the class of tokens
  record Point(
      Fingerprint print,
      Fingerprint apart,
      long startNanos,
      long nanos,
      boolean cumulative,
      double value,
      long count) {}

  private record GroupKey(
      SpendSource source, String session, Fingerprint apart, long start, long end) {}

  /// The classes of tokens of one interval, as they were sent.
  private static final class Group {
    private final Sender sender;
    private final String provider;
    private final String model;
    private final long atMillis;
    private long input;
    private long output;
    private long read;
    private long written;
    private long responses;

    private Group(Sender sender, String provider, String model, long atMillis) {
      this.sender = sender;
      this.provider = provider;
      this.model = model;
      this.atMillis = atMillis;
    }
  }

  private final Batch batch;
  private final Map<GroupKey, Group> groups = new LinkedHashMap<>();

  MetricIntake(Batch batch) {
    this.batch = batch;
  }

  /// Whether anything is read of a metric of this name.
  static boolean isRead(String name) {
    return name.equals(CLAUDE_TOKENS)
        || name.equals(GEMINI_TOKENS)
        || name.equals(GENAI_TOKENS)
        || name.startsWith(GENAI_COUNTERS)
        || marker(name) != null
        || name.equals("claude_code.session.count");
  }

  void take(Item item, Point point) {
    String session = GenAi.session(item);
    double more = increase(item, session, point);
    if (!(more > 0)) {
      if (Double.isNaN(more) || more < 0) {
        batch.refuse(OtlpRefusal.BAD_COUNT);
      }
      return;
    }
    String marker = marker(item.name);
    if (marker != null || item.name.equals("claude_code.session.count")) {
      SessionRecord record = batch.heard(item.sender, session, item.atMillis);
      if (marker != null) {
        batch.tell(
            item.sender.agent(),
            Names.print(item.name, Names.hex(point.print()), Long.toString(point.nanos())),
            new TaskProgressed(item.atMillis, record.task, marker));
      }
      return;
    }
    long tokens = Counts.of(more);
    if (tokens == Counts.BAD) {
      batch.refuse(OtlpRefusal.BAD_COUNT);
      return;
    }
    collect(item, session, point, tokens);
  }

  /// Tells what was collected.
  void finish() {
    groups.forEach((key, group) -> {
      Usage usage =
          switch (key.source()) {
            case CLAUDE_METRIC ->
                new Usage(group.input, group.output, group.read, group.written, 0);
            default -> GenAi.inclusive(group.input, group.output, group.read, group.written);
          };
      if (usage.total() == 0) {
        return;
      }
      String id =
          Names.print(
              key.source().name(),
              group.sender.agent().agent(),
              group.sender.service(),
              Names.hex(key.apart()),
              Long.toString(key.start()),
              Long.toString(key.end()));
      batch.measured(
          group.sender,
          new HeldSpend(
              key.source(),
              id,
              group.atMillis,
              group.provider,
              group.model,
              key.session(),
              usage,
              group.responses));
    });
    groups.clear();
  }

  private void collect(Item item, String session, Point point, long tokens) {
    SpendSource source = source(item.name);
    String kind = kind(item, source);
    Group group =
        groups.computeIfAbsent(
            new GroupKey(source, session, point.apart(), point.startNanos(), point.nanos()),
            _ -> new Group(item.sender, provider(item, source), GenAi.model(item), item.atMillis));
    switch (kind) {
      case "input", "input_tokens", "tool" -> {
        group.input += tokens;
        group.responses = Math.max(group.responses, point.count());
      }
      case "output", "completion", "output_tokens", "thought" -> group.output += tokens;
      case "cacheRead", "cache", "cache_read.input_tokens" -> group.read += tokens;
      case "cacheCreation", "cache_write.input_tokens", "cache_creation.input_tokens" ->
          group.written += tokens;
      default -> {
        // reasoning.output_tokens are within the output; others are none of ours.
      }
    }
  }

  private static SpendSource source(String name) {
    return switch (name) {
      case CLAUDE_TOKENS -> SpendSource.CLAUDE_METRIC;
      case GEMINI_TOKENS -> SpendSource.GEMINI_METRIC;
      case GENAI_TOKENS -> SpendSource.GENAI_HISTOGRAM;
      default -> SpendSource.GENAI_COUNTER;
    };
  }

  private static String kind(Item item, SpendSource source) {
    if (source != SpendSource.GENAI_COUNTER) {
      return item.text(Key.TYPE, Key.TOKEN_TYPE);
    }
    String rest = item.name.substring(GENAI_COUNTERS.length());
    return rest.startsWith(DETAILED) ? rest.substring(DETAILED.length()) : rest;
  }

  private static String provider(Item item, SpendSource source) {
    return switch (source) {
      case CLAUDE_METRIC -> ClaudeCodeEvents.PROVIDER;
      case GEMINI_METRIC -> GeminiEvents.PROVIDER;
      default -> GenAi.provider(item);
    };
  }

  /// What moved on when this counter rises.
  private static @Nullable String marker(String name) {
    return switch (name) {
      case "claude_code.commit.count" -> "commit";
      case "claude_code.pull_request.count" -> "pull request";
      case "claude_code.lines_of_code.count" -> "lines of code";
      default -> null;
    };
  }

  /// How much the point adds; not a number when it is none.
  private double increase(Item item, String session, Point point) {
    if (!point.cumulative()) {
      return point.value();
    }
    if (Counts.of(point.value()) == Counts.BAD) {
      return Double.NaN;
    }
    SessionRecord record = batch.sessions.record(item.sender, session);
    Fingerprint stream =
        Fingerprint.of(item.name, Names.hex(point.print()), Long.toString(point.startNanos()));
    long value = Counts.of(point.value());
    Long before = record.counters.get(stream);
    if (before == null && record.counters.size() >= SessionRecord.COUNTERS) {
      batch.refuse(OtlpRefusal.TOO_MANY_STREAMS);
      return 0;
    }
    record.heardMillis = batch.nowMillis;
    boolean fell = before != null && value < before;
    if (fell && point.startNanos() != 0) {
      return 0;
    }
    record.counters.put(stream, value);
    return before == null || fell ? value : value - before;
  }
}
