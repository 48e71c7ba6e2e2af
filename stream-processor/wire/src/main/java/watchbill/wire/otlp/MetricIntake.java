package watchbill.wire.otlp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent.TaskProgressed;
import watchbill.core.AgentKey;
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
  private static final String GENAI_OPERATIONS = "gen_ai.client.inference.operation.";

  /// More tokens than anybody spends between two points.
  private static final double MOST = 1e10;

  /// One point.
  ///
  /// @param print of all attributes; `apart` without those that name the class of tokens
  /// @param count of responses, for a histogram; else 0
  record Point(
      Fingerprint print,
      Fingerprint apart,
      long startNanos,
      long nanos,
      boolean cumulative,
      double value,
      long count) {}

  /// What a point adds to the one before.
  ///
  /// @param sinceMillis when that one was taken, or else the stream began; 0 when nobody knows
  private record Increase(double value, long responses, long sinceMillis) {
    static final Increase NONE = new Increase(0, 0, 0);
  }

  private record GroupKey(
      SpendSource source,
      AgentKey agent,
      String namespace,
      String service,
      String session,
      Fingerprint apart,
      long start,
      long end) {}

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
    private long sinceMillis = Long.MAX_VALUE;

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
        || name.startsWith(GENAI_OPERATIONS)
        || marker(name) != null
        || name.equals("claude_code.session.count");
  }

  void take(Item item, Point point) {
    String session = GenAi.session(item);
    Increase more = increase(item, session, point);
    if (!(more.value() > 0 && more.value() <= MOST)) {
      if (more.value() != 0) {
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
    long tokens = Counts.of(more.value());
    if (tokens == Counts.BAD) {
      batch.refuse(OtlpRefusal.BAD_COUNT);
      return;
    }
    collect(item, session, point, more, tokens);
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
              group.sender.namespace(),
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
              group.responses),
          group.sinceMillis);
    });
    groups.clear();
  }

  private void collect(Item item, String session, Point point, Increase more, long tokens) {
    SpendSource source = source(item.name);
    String kind = kind(item, source);
    Group group =
        groups.computeIfAbsent(
            new GroupKey(
                source,
                item.sender.agent(),
                item.sender.namespace(),
                item.sender.service(),
                session,
                point.apart(),
                point.startNanos(),
                point.nanos()),
            _ -> new Group(item.sender, provider(item, source), GenAi.model(item), item.atMillis));
    group.sinceMillis = Math.min(group.sinceMillis, more.sinceMillis());
    switch (kind) {
      case "input", "input_tokens", "tool" -> {
        group.input += tokens;
        group.responses = Math.max(group.responses, more.responses());
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
      default ->
          name.startsWith(GENAI_OPERATIONS)
              ? SpendSource.GENAI_OPERATION_HISTOGRAM
              : name.startsWith(DETAILED, GENAI_COUNTERS.length())
                  ? SpendSource.GENAI_DETAILED_COUNTER
                  : SpendSource.GENAI_COUNTER;
    };
  }

  private static String kind(Item item, SpendSource source) {
    return switch (source) {
      case GENAI_COUNTER -> item.name.substring(GENAI_COUNTERS.length());
      case GENAI_DETAILED_COUNTER ->
          item.name.substring(GENAI_COUNTERS.length() + DETAILED.length());
      case GENAI_OPERATION_HISTOGRAM -> item.name.substring(GENAI_OPERATIONS.length());
      default -> item.text(Key.TYPE, Key.TOKEN_TYPE);
    };
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

  /// What the point adds; not a number when it is none.
  private Increase increase(Item item, String session, Point point) {
    long startMillis = Long.divideUnsigned(point.startNanos(), 1_000_000);
    if (!point.cumulative()) {
      return new Increase(
          point.value(), point.count(), startMillis == 0 ? item.atMillis : startMillis);
    }
    long value = Counts.of(point.value());
    if (value == Counts.BAD) {
      return new Increase(Double.NaN, 0, 0);
    }
    SessionRecord record = batch.sessions.record(item.sender, session);
    Fingerprint stream =
        Fingerprint.of(item.name, Names.hex(point.print()), Long.toString(point.startNanos()));
    Counter before = record.counters.get(stream);
    if (before == null && !batch.sessions.makeRoom(record)) {
      batch.refuse(OtlpRefusal.TOO_MANY_STREAMS);
      return Increase.NONE;
    }
    record.heardMillis = batch.nowMillis;
    if (before == null) {
      record.counters.putLast(stream, new Counter(value, point.count(), item.atMillis));
      return new Increase(value, point.count(), startMillis);
    }
    boolean fell = value < before.value();
    if (fell && point.startNanos() != 0) {
      return Increase.NONE;
    }
    record.counters.putLast(
        stream, new Counter(value, point.count(), Math.max(item.atMillis, before.atMillis())));
    return fell
        ? new Increase(value, point.count(), before.atMillis())
        : new Increase(
            value - before.value(), Math.max(0, point.count() - before.count()), before.atMillis());
  }
}
