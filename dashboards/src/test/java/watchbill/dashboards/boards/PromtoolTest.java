package watchbill.dashboards.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.dashboards.Board;
import watchbill.dashboards.Target;

/// Prometheus' own parser reads every query of every board, with Grafana's variables filled in.
@Tag("endtoend")
final class PromtoolTest {
  @TempDir Path folder;

  @Test
  void readsEveryQuery() throws Exception {
    List<String> queries =
        Boards.ALL.stream().flatMap(PromtoolTest::queries).map(PromtoolTest::filledIn).toList();
    var rules = new StringBuilder("groups:\n- name: boards\n  rules:\n");
    for (int i = 0; i < queries.size(); i++) {
      rules.append("  - record: \"board:query:%d\"\n".formatted(i));
      rules.append("    expr: '%s'\n".formatted(queries.get(i).replace("'", "''")));
    }
    Files.writeString(folder.resolve("rules.yaml"), rules);
    var process =
        new ProcessBuilder("promtool", "check", "rules", "rules.yaml")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains("SUCCESS: " + queries.size() + " rules found");
  }

  private static Stream<String> queries(Board board) {
    return Stream.concat(
        board.panels().stream().flatMap(panel -> panel.targets().stream()).map(Target::expression),
        board.annotations().stream().map(annotation -> annotation.query().text()));
  }

  private static String filledIn(String asked) {
    String query = asked.replace("$__rate_interval", "5m").replace("$__range", "6h");
    assertThat(query).doesNotContain("$__");
    return query;
  }
}
