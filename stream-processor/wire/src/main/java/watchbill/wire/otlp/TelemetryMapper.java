package watchbill.wire.otlp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.state.Fingerprint;
import watchbill.wire.EventReader;

/// Reads OTLP (https://opentelemetry.io/docs/specs/otlp/), item by item and without a model of the
/// whole, so that a request takes no more memory than its bytes and one item. Of an item only named
/// attributes are read ([Key]).
public final class TelemetryMapper implements OtlpMapper {
  private static final int MAX_ITEM = EventReader.MAX_BYTES;
  private static final long DAY = 86_400_000L;
  private static final int LONGEST_NAME = 128;

  /// So many records or spans of one request are read: more than any SDK puts into one.
  private static final int MAX_ITEMS = 10_000;

  /// From so many events on what metrics say is told later, in portions.
  private static final int TOLD_AT_ONCE = 2_000;

  private static final int PORTION = 150;

  private final Attributes resource = new Attributes();
  private final Item item = new Item();

  @Override
  public OtlpOutcome take(OtlpRequest request, byte[] body, Memory memory) {
    byte[] bytes = body;
    if (request.encoding() == Encoding.JSON) {
      JsonTranscoder transcoder = new JsonTranscoder();
      byte[] read = transcoder.read(request.telemetry(), body);
      if (read == null) {
        return new OtlpOutcome.Unreadable(transcoder.problem());
      }
      bytes = read;
    }
    Batch batch = batch(request.heardAtMillis(), TOLD_AT_ONCE, memory);
    Walk walk = new Walk(request, batch, memory);
    if (!walk.all(new ProtoInput(bytes, 0, bytes.length))) {
      return new OtlpOutcome.Unreadable("body: want an export request in protobuf");
    }
    walk.finish();
    batch.sessions.save(Batch::dueAt);
    return new OtlpOutcome.Taken(batch.events, batch.refused, batch.work());
  }

  @Override
  public List<String> due(long nowMillis, Memory memory) {
    return new Sessions(memory, nowMillis).due();
  }

  @Override
  public List<OtlpEvent> settle(String place, long nowMillis, Memory memory) {
    Batch batch = batch(nowMillis, PORTION, memory);
    batch.sessions.disarm(place).forEach(batch::settle);
    batch.sessions.save(Batch::dueAt);
    return batch.events;
  }

  private static Batch batch(long nowMillis, int most, Memory memory) {
    return new Batch(nowMillis, most, new Sessions(memory, nowMillis));
  }

  /// One way through a request.
  private final class Walk {
    private final OtlpRequest request;
    private final Batch batch;
    private final SpanIntake spans;
    private final MetricIntake metrics;
    private @Nullable Sender sender;
    private String scope = "";
    private int items;

    private Walk(OtlpRequest request, Batch batch, Memory memory) {
      this.request = request;
      this.batch = batch;
      this.spans = new SpanIntake(batch, new TraceBook(memory));
      this.metrics = new MetricIntake(batch);
    }

    private boolean all(ProtoInput in) {
      while (in.next()) {
        if (in.isBytes(1)) {
          ofResource(in.message());
        }
      }
      return !in.broken();
    }

    private void finish() {
      metrics.finish();
      spans.finish();
    }

    private void ofResource(ProtoInput in) {
      resource.clear();
      while (in.next()) {
        if (in.isBytes(1)) {
          ProtoInput attributes = in.message();
          while (attributes.next()) {
            if (attributes.isBytes(1)) {
              resource.add(attributes.message());
            }
          }
        }
      }
      if (in.broken()) {
        batch.refuse(OtlpRefusal.MALFORMED);
      }
      sender = Sender.of(request, resource);
      ProtoInput scopes = in.again();
      while (scopes.next()) {
        if (scopes.isBytes(2)) {
          ofScope(scopes.message());
        }
      }
    }

    private void ofScope(ProtoInput in) {
      scope = "";
      while (in.next()) {
        if (in.isBytes(1)) {
          ProtoInput named = in.message();
          while (named.next()) {
            if (named.isBytes(1) && named.to() - named.from() <= LONGEST_NAME) {
              scope = named.text();
            }
          }
        } else if (in.isBytes(2)) {
          if (in.to() - in.from() > MAX_ITEM && request.telemetry() != Telemetry.METRICS) {
            batch.refuse(OtlpRefusal.TOO_LARGE);
          } else {
            one(in.message());
          }
        }
      }
      if (in.broken()) {
        batch.refuse(OtlpRefusal.MALFORMED);
      }
    }

    private void one(ProtoInput in) {
      items++;
      if (items > MAX_ITEMS && request.telemetry() != Telemetry.METRICS) {
        batch.refuse(OtlpRefusal.TOO_MANY_ITEMS);
        return;
      }
      if (sender == null) {
        batch.refuse(OtlpRefusal.NO_AGENT);
        return;
      }
      item.sender = sender;
      switch (request.telemetry()) {
        case LOGS -> log(in);
        case TRACES -> span(in);
        case METRICS -> metric(in);
      }
    }

    private void log(ProtoInput in) {
      item.attributes.clear();
      String name = "";
      String said = "";
      long nanos = 0;
      long observed = 0;
      while (in.next()) {
        switch (in.field()) {
          case 1 -> nanos = in.number();
          case 5 -> said = in.isBytes(5) ? shortText(in.message()) : "";
          case 6 -> {
            if (in.isBytes(6)) {
              item.attributes.add(in.message());
            }
          }
          case 11 -> observed = in.number();
          case 12 -> name = in.isBytes(12) ? in.text() : "";
          default -> {}
        }
      }
      name = name.isEmpty() ? item.text(Key.EVENT_NAME) : name;
      item.name = name.isEmpty() || (!isKnown(name) && isKnown(said)) ? said : name;
      if (isTaken(in, nanos == 0 ? observed : nanos)) {
        event();
      }
    }

    private static boolean isKnown(String name) {
      return name.startsWith(ClaudeCodeEvents.PREFIX) || name.startsWith(GeminiEvents.PREFIX);
    }

    private void event() {
      String name = item.name;
      if (name.startsWith(ClaudeCodeEvents.PREFIX)) {
        ClaudeCodeEvents.take(name.substring(ClaudeCodeEvents.PREFIX.length()), item, batch);
      } else if (name.startsWith(GeminiEvents.PREFIX)) {
        GeminiEvents.take(name.substring(GeminiEvents.PREFIX.length()), item, batch);
      } else if (name.equals("gen_ai.client.inference.operation.details")) {
        ModelAnswered answer = GenAi.answer(item, item.text(Key.RESPONSE_ID));
        if (answer.usage().total() > 0) {
          String id = item.print("answer", answer.response(), answer.usage().toString());
          batch.answered(item.sender, SpendSource.GENAI_EVENT, id, answer);
        }
      } else if (scope.startsWith("com.anthropic.claude_code")
          || item.sender.service().equals("claude-code")) {
        ClaudeCodeEvents.take(name, item, batch);
      }
    }

    private void span(ProtoInput in) {
      item.attributes.clear();
      item.name = "";
      Fingerprint trace = new Fingerprint(0, 0);
      long span = 0;
      long parent = 0;
      long from = 0;
      long to = 0;
      int status = 0;
      while (in.next()) {
        switch (in.field()) {
          case 1 -> trace = new Fingerprint(word(in, 0), word(in, 8));
          case 2 -> span = word(in, 0);
          case 4 -> parent = word(in, 0);
          case 5 -> item.name = in.to() - in.from() <= LONGEST_NAME ? in.text() : "";
          case 7 -> from = in.number();
          case 8 -> to = in.number();
          case 9 -> {
            if (in.isBytes(9)) {
              item.attributes.add(in.message());
            }
          }
          case 15 -> status = in.isBytes(15) ? code(in.message()) : 0;
          default -> {}
        }
      }
      if (isTaken(in, to)) {
        spans.take(item, new SpanIntake.Place(trace, span, parent, from, to, status));
      }
    }

    /// Whether an item can be taken; if not, it is refused.
    private boolean isTaken(ProtoInput in, long nanos) {
      OtlpRefusal flaw = in.broken() ? OtlpRefusal.MALFORMED : item.attributes.flaw();
      batch.items++;
      item.nanos = nanos;
      item.atMillis = nanos == 0 ? batch.nowMillis : Long.divideUnsigned(nanos, 1_000_000);
      if (flaw == null
          && (item.atMillis > batch.nowMillis + DAY
              || item.atMillis < batch.nowMillis - 400 * DAY)) {
        flaw = OtlpRefusal.TIME_TOO_FAR;
      }
      if (flaw != null) {
        batch.refuse(flaw);
      }
      return flaw == null;
    }

    private void metric(ProtoInput in) {
      item.name = "";
      while (in.next()) {
        if (in.isBytes(1)) {
          item.name = in.to() - in.from() <= LONGEST_NAME ? in.text() : "";
        }
      }
      if (in.broken()) {
        batch.refuse(OtlpRefusal.MALFORMED);
      } else if (MetricIntake.isRead(item.name)) {
        ProtoInput data = in.again();
        while (data.next()) {
          if (data.isBytes(7) || data.isBytes(9) || data.isBytes(10)) {
            points(data.message(), data.field());
          }
        }
      }
    }

    private void points(ProtoInput in, int kind) {
      boolean cumulative = false;
      while (in.next()) {
        if (in.isNumber(2)) {
          cumulative = in.number() == 2;
        }
      }
      ProtoInput points = in.again();
      while (points.next()) {
        if (points.isBytes(1)) {
          ProtoInput point = points.message();
          MetricPoint read = new MetricPoint(item.attributes, kind);
          boolean whole = read.read(point);
          if (isTaken(point, read.nanos()) && whole) {
            metrics.take(item, read.point(cumulative));
          }
        }
      }
    }
  }

  private static String shortText(ProtoInput value) {
    String text = "";
    while (value.next()) {
      if (value.isBytes(1) && value.to() - value.from() <= LONGEST_NAME) {
        text = value.text();
      }
    }
    return text;
  }

  private static int code(ProtoInput status) {
    int code = 0;
    while (status.next()) {
      if (status.isNumber(3)) {
        code = (int) status.number();
      }
    }
    return code;
  }

  /// Eight bytes of an identifier; 0 where there are none.
  private static long word(ProtoInput in, int offset) {
    long word = 0;
    for (int i = in.from() + offset; i < in.from() + offset + 8; i++) {
      word = word << 8 | (i < in.to() ? in.bytes[i] & 0xFF : 0);
    }
    return word;
  }
}
