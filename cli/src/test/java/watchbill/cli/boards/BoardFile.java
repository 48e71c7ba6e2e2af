package watchbill.cli.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A board as it is generated for Grafana.
///
/// @param panels in their order; rows of panels among them
record BoardFile(String uid, String title, String description, List<PanelFile> panels) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// All generated boards.
  static List<BoardFile> all() throws IOException {
    Path folder = Path.of(System.getProperty("watchbill.root"), "dashboards/generated");
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    List<BoardFile> boards = new ArrayList<>();
    for (Path file : files) {
      boards.add(of(JSON.readTree(Files.readString(file))));
    }
    return boards;
  }

  private static BoardFile of(JsonNode board) {
    return new BoardFile(
        board.path("uid").asText(),
        board.path("title").asText(),
        board.path("description").asText(),
        board.path("panels").valueStream().map(PanelFile::new).toList());
  }
}
