package watchbill.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.wire.Decoded.Accepted;
import watchbill.wire.Decoded.Rejected;
import watchbill.wire.Decoded.Unknown;

/// Reads agents' events: CloudEvents 1.0 in the JSON format, one pass, without a tree. Whatever the
/// bytes are, it answers with a [Decoded] and throws nothing.
///
/// Keeps buffers from event to event: one reader a thread.
public final class EventReader {
  /// The largest event, in bytes.
  public static final int MAX_BYTES = 256 * 1024;

  /// The deepest nesting of an event.
  public static final int MAX_DEPTH = 64;

  /// The clock of a recording of which nothing was read yet.
  public static final long NOT_BEGUN = 0;

  private static final long DAY = 86_400_000;

  /// An agent's clock may be this far ahead of the source that hears it.
  static final long MAX_AHEAD = DAY;

  /// An event may be this old when it is heard.
  static final long MAX_BEHIND = 400 * DAY;

  /// The times that are believed in a recording: the years 2000 to 2099.
  static final long RECORDED_FROM = 946_684_800_000L;

  static final long RECORDED_TO = 4_102_444_800_000L;

  // Names are kept in a table of the factory; without interning and without a limit on collisions a
  // hostile set of names can make it slow, and nothing worse.
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_BYTES)
                  .maxNameLength(MAX_BYTES)
                  .maxStringLength(MAX_BYTES)
                  .build())
          .build();

  private final Envelope envelope = new Envelope();
  private final DataFields data = new DataFields();

  /// Reads the event of a known agent.
  ///
  /// @param heardAtMillis when the source took it in; its own time may be at most a day later and
  ///   at most 400 days earlier
  public Decoded read(AgentKey agent, byte[] json, int offset, int length, long heardAtMillis) {
    Rejected broken = parse(json, offset, length);
    return broken != null ? broken : decode(agent, heardAtMillis);
  }

  /// Reads an event of a recording, whose agent is its `source` (see [EventSource]) and which
  /// counts as heard when it happened, or at `clockMillis` if that is later.
  ///
  /// @param tenant whose agent it is when the source does not say
  /// @param clockMillis the largest time in the recording so far; [#NOT_BEGUN] before the first
  ///   event
  public Decoded readRecorded(
      String tenant, byte[] json, int offset, int length, long clockMillis) {
    Rejected broken = parse(json, offset, length);
    if (broken != null) {
      return broken;
    }
    AgentKey agent = EventSource.agentOf(envelope.text(Attribute.SOURCE), tenant);
    if (agent == null) {
      return new Rejected(
          RejectReason.BAD_SOURCE, "source: want /agents/AGENT or /tenants/TENANT/agents/AGENT");
    }
    long at = Rfc3339.parse(envelope.text(Attribute.TIME));
    if (at != Rfc3339.BAD && !believable(at, clockMillis)) {
      return new Rejected(
          RejectReason.TIME_TOO_FAR,
          "time: want the years 2000 to 2099, and at most 400 days after the event before");
    }
    return decode(agent, Math.max(at, clockMillis));
  }

  private static boolean believable(long at, long clockMillis) {
    boolean first = clockMillis < RECORDED_FROM;
    return at >= RECORDED_FROM && at < RECORDED_TO && (first || at <= clockMillis + MAX_BEHIND);
  }

  /// Fills envelope and data; gives what is wrong with the bytes or the envelope.
  private @Nullable Rejected parse(byte[] bytes, int offset, int length) {
    data.clear();
    if (length > MAX_BYTES) {
      return new Rejected(RejectReason.TOO_LARGE, "event: want at most " + MAX_BYTES + " bytes");
    }
    RejectReason flaw = Utf8.flawOf(bytes, offset, length);
    if (flaw != null) {
      return new Rejected(flaw, "event: want UTF-8 without NUL");
    }
    try (JsonParser json = JSON.createParser(bytes, offset, length)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        return new Rejected(RejectReason.TRUNCATED, "event: want a JSON object");
      }
      if (first != JsonToken.START_OBJECT) {
        return new Rejected(RejectReason.WRONG_TYPE, "event: want a JSON object");
      }
      envelope.read(json, data);
      return endsHere(json)
          ? envelope.problem()
          : new Rejected(RejectReason.TRAILING_DATA, "event: want nothing after it");
    } catch (StreamConstraintsException e) {
      return new Rejected(RejectReason.TOO_DEEP, "event: want at most " + MAX_DEPTH + " levels");
    } catch (JsonParseException e) {
      return brokenOff(e, length)
          ? new Rejected(RejectReason.TRUNCATED, "event: want all of it")
          : new Rejected(RejectReason.NOT_JSON, "event: want JSON");
    } catch (IOException e) {
      return new Rejected(RejectReason.NOT_JSON, "event: want JSON");
    }
  }

  /// Whether a text that began as an object was well-formed up to its end.
  private static boolean brokenOff(JsonParseException e, int length) {
    JsonParser json = e.getProcessor();
    return e instanceof JsonEOFException
        || (json != null
            && !json.getParsingContext().inRoot()
            && e.getLocation().getByteOffset() >= length);
  }

  private static boolean endsHere(JsonParser json) throws IOException {
    try {
      return json.nextToken() == null;
    } catch (JsonParseException _) {
      return false;
    }
  }

  private Decoded decode(AgentKey agent, long heardAtMillis) {
    String name = envelope.text(Attribute.TYPE);
    EventType type = EventType.named(name);
    if (type == null) {
      return new Unknown(name);
    }
    String time = envelope.text(Attribute.TIME);
    if (time.isEmpty()) {
      return new Rejected(RejectReason.MISSING_FIELD, "time: want a time of RFC 3339");
    }
    long at = Rfc3339.parse(time);
    if (at == Rfc3339.BAD) {
      return new Rejected(RejectReason.BAD_TIME, "time: want a time of RFC 3339");
    }
    if (at > heardAtMillis + MAX_AHEAD || at < heardAtMillis - MAX_BEHIND) {
      return new Rejected(
          RejectReason.TIME_TOO_FAR,
          "time: want at most 1 day after it was heard and at most 400 days before");
    }
    AgentEvent event = EventData.of(type, at, envelope.text(Attribute.SUBJECT), data);
    Rejected problem = data.problem(type.keys());
    if (problem != null) {
      return problem;
    }
    if (event == null) {
      throw new IllegalStateException("an event of type " + name + " is refused without a reason");
    }
    Activity activity = new Activity(agent, envelope.text(Attribute.ID), heardAtMillis, event);
    return new Accepted(activity, data.unknown(type.keys()));
  }
}
