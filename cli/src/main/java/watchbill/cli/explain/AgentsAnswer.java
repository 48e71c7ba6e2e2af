package watchbill.cli.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import watchbill.connectors.http.Answer;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;
import watchbill.wire.Rfc3339;

/// All agents with their states, at `/api/v1/agents`: JSON, those that are stuck first, then those
/// that are suspect; at most 10,000.
public final class AgentsAnswer implements Answer {
  private static final JsonFactory JSON = new JsonFactory();

  /// The most agents in one answer.
  static final int MOST = 10_000;

  private final Supplier<Journal> journals;
  private final InstantSource clock;

  /// The answer from the journal that is the present one when somebody asks.
  public AgentsAnswer(Supplier<Journal> journals, InstantSource clock) {
    this.journals = journals;
    this.clock = clock;
  }

  @Override
  public Response to(Request request) {
    Journal journal = journals.get();
    List<Standing> all =
        journal.standings(clock.millis()).stream()
            .sorted(
                Comparator.comparingInt(Standing::rank)
                    .thenComparing(standing -> standing.agent().tenant())
                    .thenComparing(standing -> standing.agent().agent()))
            .toList();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("agents");
      for (Standing standing : all.subList(0, Math.min(MOST, all.size()))) {
        write(standing, json);
      }
      json.writeEndArray();
      json.writeNumberField("left_out", Math.max(0, all.size() - MOST));
      json.writeBooleanField("more_than_kept", journal.isFull());
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing agents into memory", e);
    }
    return Response.of(200, "application/json", bytes.toByteArray());
  }

  private static void write(Standing standing, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("tenant", standing.agent().tenant());
    json.writeStringField("agent", standing.agent().agent());
    json.writeStringField("role", standing.role());
    if (standing.activity() != null) {
      json.writeStringField("state", Words.key(standing.activity()));
      json.writeStringField("since", Rfc3339.text(standing.sinceMillis()));
    }
    if (standing.charge() != null) {
      json.writeStringField("cause", Words.key(standing.charge().cause()));
    }
    json.writeEndObject();
  }
}
