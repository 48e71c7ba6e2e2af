package watchbill.cli.boards;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The panels of which a query gives nothing in the demo, each with the source that it needs.
final class Lacking {
  private Lacking() {}

  /// What is declared in `lacking.txt`: the source by the panel, `board: title`.
  static Map<String, Source> panels() throws IOException {
    Map<String, Source> panels = new TreeMap<>();
    try (InputStream text = Lacking.class.getResourceAsStream("lacking.txt")) {
      if (text == null) {
        throw new IllegalStateException("lacking.txt is missing");
      }
      for (String line : new String(text.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split(" ", 2);
          panels.put(parts[1], Source.valueOf(parts[0]));
        }
      }
    }
    return panels;
  }
}
