package watchbill.dashboards.boards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.metrics.generated.GeneratedFile;

/// Grafana's own schemas take our boards. The schemas are not part of the repository.
final class SchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private Path schemas = Path.of("");

  static List<GeneratedFile> files() {
    return Boards.json();
  }

  @BeforeEach
  void findSchemas() {
    Optional<Path> found =
        Stream.of(
                Optional.ofNullable(System.getenv("WATCHBILL_DATA")).map(Path::of),
                Optional.of(Path.of(System.getProperty("watchbill.root"), "../shared/data")))
            .flatMap(Optional::stream)
            .map(data -> data.resolve("schemas"))
            .filter(Files::isDirectory)
            .findFirst();
    assumeTrue(
        found.isPresent(),
        "left out: boards against Grafana's schemas, which are not in $WATCHBILL_DATA/schemas");
    schemas = found.orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("files")
  void takeTheBoard(GeneratedFile file) throws IOException {
    JsonNode board = JSON.readTree(file.text());
    assertThat(schema("dashboard").errors("Dashboard", board)).isEmpty();
    for (JsonNode panel : board.get("panels")) {
      boolean row = panel.get("type").asText().equals("row");
      assertThat(schema("dashboard").errors(row ? "RowPanel" : "Panel", panel)).isEmpty();
      if (!row) {
        assertThat(panelErrors(panel)).as(panel.get("title").asText()).isEmpty();
      }
    }
  }

  @Test
  void refusesAnOptionThatGrafanaDoesNotHave() throws IOException {
    JsonNode board = JSON.readTree(files().getFirst().text());
    JsonNode panel = board.get("panels").get(1);
    ((ObjectNode) panel.get("options")).put("graphmode", "none");
    assertThat(panelErrors(panel)).containsExactly("options: unknown key graphmode");
  }

  private List<String> panelErrors(JsonNode panel) {
    Schema type = schema(panel.get("type").asText().replace("-", ""));
    JsonNode defaults = panel.at("/fieldConfig/defaults");
    Stream<String> custom =
        defaults.has("custom")
            ? type.errors("FieldConfig", defaults.get("custom")).stream()
            : Stream.of();
    Stream<String> targets =
        panel
            .get("targets")
            .valueStream()
            .flatMap(target -> schema("prometheus").errors("Dataquery", target).stream());
    Stream<String> unit =
        schema("units").constants().contains(defaults.get("unit").asText())
            ? Stream.of()
            : Stream.of("unit: unknown " + defaults.get("unit"));
    Stream<String> options =
        type.errors("Options", panel.get("options")).stream().map(error -> "options" + error);
    return Stream.of(options, custom, targets, unit).flatMap(all -> all).toList();
  }

  private Schema schema(String name) {
    try {
      return new Schema(JSON.readTree(schemas.resolve(name + ".jsonschema.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
