package watchbill.exporter.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import watchbill.connectors.http.AcceptedItem;
import watchbill.connectors.http.Answer;
import watchbill.connectors.http.Request;
import watchbill.connectors.http.Response;

/// Says whether all dependencies do their work: 200 when they do, else 503; one line each in plain
/// text, or JSON for who asks for it.
public final class ReadyAnswer implements Answer {
  private static final JsonFactory JSON = new JsonFactory();

  private final List<Dependency> dependencies;

  /// The answer for these dependencies, told in this order.
  public ReadyAnswer(List<Dependency> dependencies) {
    this.dependencies = List.copyOf(dependencies);
  }

  @Override
  public Response to(Request request) {
    List<Readiness> all = dependencies.stream().map(Dependency::readiness).toList();
    boolean ready = all.stream().allMatch(Readiness::ready);
    int status = ready ? 200 : 503;
    boolean json =
        AcceptedItem.listOf(request.header("Accept")).stream()
            .anyMatch(item -> item.name().equals("application/json") && item.quality() > 0);
    return json
        ? Response.of(status, "application/json", json(ready, all).getBytes(StandardCharsets.UTF_8))
        : Response.text(status, text(ready, all));
  }

  private static String text(boolean ready, List<Readiness> all) {
    String first = ready ? "Watchbill is ready" : "Watchbill is not ready";
    return all.stream().map(one -> "\n" + one.line()).collect(Collectors.joining("", first, ""));
  }

  private static String json(boolean ready, List<Readiness> all) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeBooleanField("ready", ready);
      json.writeArrayFieldStart("dependencies");
      for (Readiness one : all) {
        json.writeStartObject();
        json.writeStringField("name", one.dependency());
        json.writeBooleanField("ready", one.ready());
        json.writeStringField("words", one.words());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be written", e);
    }
    return text.append('\n').toString();
  }
}
