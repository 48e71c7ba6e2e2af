package watchbill.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import watchbill.connectors.http.HttpQuestion;

/// Answers as trees.
final class Json {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private Json() {}

  /// What a server answers at a path.
  ///
  /// @throws IOException when that is no success, or no JSON
  static JsonNode ask(HttpQuestion server, String path) throws IOException, InterruptedException {
    HttpQuestion.Reply reply = server.ask(path, "application/json");
    if (reply.status() != 200) {
      throw new IOException("%s: want HTTP 200, have %d".formatted(path, reply.status()));
    }
    return read(path, reply.text());
  }

  static JsonNode read(String path, String text) throws IOException {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IOException(path + ": want JSON, have something else", e);
    }
  }

  /// A configuration as a server shows it.
  static JsonNode yaml(String what, String text) throws IOException {
    try {
      return YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IOException(what + ": want YAML, have something else", e);
    }
  }
}
