package watchbill.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Deque's automatic check of whether people who see or hear a page differently can use it
/// (<https://github.com/dequelabs/axe-core>): its rules for WCAG 2.2, levels A and AA, and its best
/// practices.
final class Axe {
  private static final String RUN =
      "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
          + " 'best-practice'], resultTypes: ['violations', 'passes']}).then(r => ({passes:"
          + " r.passes.length, violations: r.violations.map(v => v.id + ': ' + v.help + ' at ' +"
          + " v.nodes.slice(0, 3).map(n => n.target + ' (' + n.failureSummary + ')').join(';"
          + " '))}))";

  private Axe() {}

  /// What speaks against the page that a browser shows; empty when nothing does.
  static List<String> violations(Chromium browser) throws IOException {
    try (InputStream axe = Axe.class.getResourceAsStream("/axe.min.js")) {
      String script =
          new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8);
      browser.ask(script + "; true");
    }
    JsonNode found = browser.ask(RUN);
    assertThat(found.path("passes").asInt()).as("rules that it found to hold").isGreaterThan(15);
    List<String> violations = new ArrayList<>();
    found.path("violations").forEach(one -> violations.add(one.asText()));
    return violations;
  }
}
