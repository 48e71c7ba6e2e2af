package watchbill.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.Checkpointed;
import watchbill.core.AgentEvent.TaskFinished;
import watchbill.core.AgentEvent.TaskProgressed;
import watchbill.core.AgentEvent.TaskStarted;

/// Writes agents' events as [EventReader] reads them: what was written is read as the same event.
/// Safe from any thread.
public final class EventWriter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int TYPICAL_BYTES = 512;

  /// One event as one JSON object, without a line feed.
  ///
  /// @param id makes the event idempotent; not empty
  /// @param source whose event it is, as a URI reference; see [EventSource]
  /// @throws IllegalArgumentException for an event that no reader takes: one without an id or a
  ///   source
  public byte[] write(String id, String source, AgentEvent event) {
    if (id.isEmpty() || source.isEmpty()) {
      throw new IllegalArgumentException("event: want an id and a source, have none");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("specversion", "1.0");
      json.writeStringField("id", id);
      json.writeStringField("source", source);
      json.writeStringField("type", EventType.of(event).text());
      json.writeStringField("time", Rfc3339.text(event.atMillis()));
      String task = taskOf(event);
      if (!task.isEmpty()) {
        json.writeStringField("subject", task);
      }
      json.writeObjectFieldStart("data");
      new EventDataWriter(json).write(event);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing an event into memory", e);
    }
    return bytes.toByteArray();
  }

  private static String taskOf(AgentEvent event) {
    return switch (event) {
      case TaskStarted started -> started.task();
      case TaskProgressed progressed -> progressed.task();
      case TaskFinished finished -> finished.task();
      case Checkpointed saved -> saved.task();
      case AgentEvent.ModelAnswered answered -> answered.task();
      case AgentEvent.SessionStarted _,
          AgentEvent.SessionEnded _,
          AgentEvent.ToolStarted _,
          AgentEvent.ToolFinished _,
          AgentEvent.ModelFailed _,
          AgentEvent.Waiting _,
          AgentEvent.Resumed _,
          AgentEvent.Heartbeat _,
          AgentEvent.ContextReduced _ ->
          "";
    };
  }
}
