package watchbill.alerts.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.alerts.Links;
import watchbill.alerts.docs.AlertDocs;
import watchbill.metrics.generated.GeneratedFile;

final class RuleFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("watchbill.root"));

  static List<GeneratedFile> files() {
    return Stream.concat(RuleFiles.all().stream(), AlertDocs.all().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void areTheCommittedOnes(GeneratedFile file) throws IOException {
    Path committed = ROOT.resolve(file.path());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, file.text());
    }
    assertThat(file.text()).isEqualTo(Files.readString(committed));
  }

  @Test
  void writeAnAlert() {
    assertThat(RuleFiles.all().getFirst().text())
        .contains(
            """
              - alert: AgentStuck
            """,
            "(last_over_time(agent_stuck{cause!=\\\"human_wait\\\"}[5m])) > 0\"",
            "for: 5m");
  }

  @Test
  void carryTheAddressesThatTheyAreGiven() {
    assertThat(RuleFiles.all(new Links("https://runbooks.test/", "https://grafana.test")))
        .first()
        .extracting(GeneratedFile::text)
        .asString()
        .contains("https://runbooks.test/AgentStuck.md", "https://grafana.test/d/watchbill-fleet");
  }
}
