package watchbill.alerts.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.alerts.rules.AllAlerts;
import watchbill.metrics.generated.GeneratedFile;

/// Prometheus' own tool checks the rules, and plays every alert's examples.
@Tag("endtoend")
final class PromtoolTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    for (GeneratedFile file : RuleFiles.all()) {
      Files.writeString(folder.resolve(Path.of(file.path()).getFileName()), file.text());
    }
  }

  @Test
  void findsEveryRule() throws Exception {
    int rules =
        AllAlerts.GROUPS.stream()
            .mapToInt(group -> group.recorded().size() + group.alerts().size())
            .sum();
    assertThat(promtool("check", "rules", "rules.yaml"))
        .contains("SUCCESS: " + rules + " rules found");
  }

  @Test
  void seesEveryExampleFireStayQuietAndResolve() throws Exception {
    assertThat(promtool("test", "rules", "rules_test.yaml"))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }

  @Test
  void seesWhenAnAlertDoesNotWhatItsExampleSays() throws Exception {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(
        rules,
        Files.readString(rules)
            .replace("!=\\\"human_wait\\\"}) > 0", "!=\\\"human_wait\\\"}) > 1"));
    assertThat(promtool("test", "rules", "rules_test.yaml")).contains("FAILED", "AgentStuck");
  }

  private String promtool(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    return run(command.toArray(new String[0]));
  }

  private String run(String... command) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
