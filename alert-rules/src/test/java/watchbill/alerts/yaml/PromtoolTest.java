package watchbill.alerts.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Links;
import watchbill.alerts.rules.AllAlerts;
import watchbill.metrics.generated.GeneratedFile;

/// Prometheus' own tool checks the rules, and plays every alert's examples.
@Tag("endtoend")
final class PromtoolTest {
  @TempDir Path folder;

  private void write(GeneratedFile file) throws IOException {
    Files.writeString(folder.resolve(Path.of(file.path()).getFileName()), file.text());
  }

  @Test
  void findsEveryRule() throws Exception {
    write(RuleFiles.rules(AllAlerts.GROUPS, Links.RELATIVE));
    int rules =
        AllAlerts.GROUPS.stream()
            .mapToInt(group -> group.recorded().size() + group.alerts().size())
            .sum();
    assertThat(promtool("check", "rules", "rules.yaml"))
        .contains("SUCCESS: " + rules + " rules found");
  }

  static List<AlertGroup> groups() {
    return AllAlerts.GROUPS;
  }

  /// Each group by itself: every rule is evaluated for every minute of every example.
  @ParameterizedTest
  @MethodSource("groups")
  void seesEveryExampleFireStayQuietAndResolve(AlertGroup group) throws Exception {
    write(RuleFiles.rules(List.of(group), Links.RELATIVE));
    write(RuleFiles.tests(List.of(group), Links.RELATIVE));
    assertThat(promtool("test", "rules", "rules_test.yaml"))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }

  @Test
  void seesWhenAnAlertDoesNotWhatItsExampleSays() throws Exception {
    List<AlertGroup> first = List.of(AllAlerts.GROUPS.getFirst());
    GeneratedFile rules = RuleFiles.rules(first, Links.RELATIVE);
    String wrong = rules.text().replace("[5m])) > 0", "[5m])) > 1");
    assertThat(wrong).isNotEqualTo(rules.text());
    write(new GeneratedFile(rules.path(), wrong));
    write(RuleFiles.tests(first, Links.RELATIVE));
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
