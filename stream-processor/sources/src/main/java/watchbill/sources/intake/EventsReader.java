package watchbill.sources.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.connectors.journal.JournalLine;
import watchbill.core.Activity;
import watchbill.core.AgentKey;
import watchbill.sources.nats.SubjectPattern;
import watchbill.wire.Decoded;
import watchbill.wire.EventReader;
import watchbill.wire.RejectReason;

/// Takes CloudEvents, one or an array of them. What is no event is left out, and the answer says
/// which and why.
final class EventsReader {
  private static final long DAY_MILLIS = 86_400_000;
  private static final int MOST_TOLD = 100;
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(EventReader.MAX_DEPTH + 1)
                  .maxNumberLength(EventReader.MAX_BYTES)
                  .maxNameLength(EventReader.MAX_BYTES)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /// One event's place in the body.
  private record Piece(int offset, int length) {}

  private record LeftOut(int index, String reason, String detail) {}

  private final Intake intake;

  EventsReader(Intake intake) {
    this.intake = intake;
  }

  /// Stores the events of a body and answers with how many there were.
  ///
  /// @throws IOException when nothing can be stored now
  Response answer(Caller caller, Tenant tenant, Request request, byte[] body)
      throws IOException, InterruptedException {
    List<Piece> pieces = pieces(body);
    List<JournalLine> lines = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    EventReader reader = new EventReader();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      switch (decode(reader, caller, body, piece)) {
        case Decoded.Accepted accepted -> {
          AgentKey agent = accepted.activity().agent();
          if (tenant.knows(agent.agent(), intake.tenants().nowNanos())) {
            lines.add(new JournalLine(Intake.subject(agent), bytes(body, piece)));
          } else {
            leftOut.add(new LeftOut(i, Tally.TOO_MANY_AGENTS, "want fewer agents"));
          }
        }
        case Decoded.Unknown _ ->
            leftOut.add(new LeftOut(i, Tally.UNKNOWN_TYPE, "type: want one of docs/events.md"));
        case Decoded.Rejected no -> leftOut.add(new LeftOut(i, no.reason().label(), no.detail()));
      }
    }
    leftOut.forEach(one -> intake.tally().leftOut(one.reason(), 1));
    if (!lines.isEmpty()) {
      tenant.spend(lines.size(), intake.tenants().nowNanos());
      intake.store(lines);
      intake.tally().took(Kind.EVENTS, lines.size());
    } else if (!leftOut.isEmpty()) {
      intake.tally().refused(Refusal.UNREADABLE);
    }
    int status = lines.isEmpty() && !leftOut.isEmpty() ? 400 : 200;
    return Response.of(status, "application/json", written(lines.size(), leftOut));
  }

  private Decoded decode(EventReader reader, Caller caller, byte[] body, Piece piece) {
    long now = intake.clock().millis();
    if (!caller.agent().isEmpty()) {
      AgentKey agent = new AgentKey(caller.tenant(), caller.agent());
      return reader.read(agent, body, piece.offset(), piece.length(), now);
    }
    Decoded decoded =
        reader.readRecorded(caller.tenant(), body, piece.offset(), piece.length(), now);
    return decoded instanceof Decoded.Accepted accepted
        ? checked(accepted, caller.tenant(), now)
        : decoded;
  }

  /// An event whose agent is its source: the tenant must be the caller's, and the time must not be
  /// ahead.
  private static Decoded checked(Decoded.Accepted accepted, String tenant, long now) {
    Activity activity = accepted.activity();
    if (!activity.agent().tenant().equals(tenant)) {
      return new Decoded.Rejected(RejectReason.BAD_SOURCE, "source: want an agent of the tenant");
    }
    if (!SubjectPattern.isName(activity.agent().agent())) {
      return new Decoded.Rejected(
          RejectReason.BAD_SOURCE, "source: want an agent's name without blanks, dots, * and >");
    }
    if (activity.event().atMillis() > now + DAY_MILLIS) {
      return new Decoded.Rejected(
          RejectReason.TIME_TOO_FAR, "time: want at most 1 day after it was heard");
    }
    return accepted;
  }

  /// Where the events of an array are; the whole body where it is none, or is broken: then it is
  /// one event, which is refused with the reason.
  private static List<Piece> pieces(byte[] body) {
    List<Piece> pieces = new ArrayList<>();
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() == JsonToken.START_ARRAY) {
        while (json.nextToken() == JsonToken.START_OBJECT) {
          int begin = (int) json.currentTokenLocation().getByteOffset();
          json.skipChildren();
          int end = (int) json.currentLocation().getByteOffset();
          pieces.add(new Piece(begin, end - begin));
        }
        if (json.currentToken() == JsonToken.END_ARRAY && json.nextToken() == null) {
          return pieces;
        }
      }
    } catch (IOException _) {
      // The reader of events says what is wrong.
    }
    return List.of(new Piece(0, body.length));
  }

  private static byte[] bytes(byte[] body, Piece piece) {
    return Arrays.copyOfRange(body, piece.offset(), piece.offset() + piece.length());
  }

  private static byte[] written(int accepted, List<LeftOut> leftOut) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("accepted", accepted);
      json.writeNumberField("rejected", leftOut.size());
      json.writeArrayFieldStart("why");
      for (LeftOut one : leftOut.subList(0, Math.min(MOST_TOLD, leftOut.size()))) {
        json.writeStartObject();
        json.writeNumberField("index", one.index());
        json.writeStringField("reason", one.reason());
        json.writeStringField("detail", one.detail());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing an answer into memory", e);
    }
    return bytes.toByteArray();
  }
}
