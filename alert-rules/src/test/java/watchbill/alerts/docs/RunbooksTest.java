package watchbill.alerts.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import watchbill.alerts.Alert;
import watchbill.alerts.rules.AllAlerts;

final class RunbooksTest {
  private static final Path ROOT = Path.of(System.getProperty("watchbill.root"));
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

  static List<Alert<?>> alerts() {
    return AllAlerts.alerts();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void areWrittenForEveryAlert(Alert<?> alert) {
    assertThat(Prose.of(alert.name()).text()).endsWith("\n").doesNotEndWith("\n\n");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void giveCommandsToDiagnoseWith(Alert<?> alert) {
    String text = Prose.of(alert.name()).text();
    assertThat(text.substring(text.indexOf("## Diagnosis"), text.indexOf("## Mitigation")))
        .containsPattern("```(sh|promql)\n");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void leadOnlyToPagesThatAreThere(Alert<?> alert) {
    assertThat(LINK.matcher(Prose.of(alert.name()).text()).results().map(link -> link.group(1)))
        .filteredOn(link -> !link.startsWith("https://"))
        .allSatisfy(link -> assertThat(ROOT.resolve("docs/runbooks").resolve(link)).exists());
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/runbooks", "alert-rules/src/main/resources/watchbill/runbooks"})
  void areLeftForNoAlertThatIsGone(String folder) throws IOException {
    try (var files = Files.list(ROOT.resolve(folder))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .isSubsetOf(alerts().stream().map(alert -> alert.name() + ".md").toList());
    }
  }

  @Test
  void sayFirstWhatTheCodeKnows() {
    assertThat(page("AgentFleetIncident"))
        .startsWith("# AgentFleetIncident\n")
        .contains(
            "Many agents of `tenant` have come to a stop together: `cause`.",
            "| severity | page: act now, at night too |",
            "| owner | platform |",
            "| fires | when it has held for 2m |",
            "| one alert for each | `tenant`, `cause` |",
            "| board | `/d/watchbill-fleet` |",
            "| held back by | `alertname=\"WatchbillSourceDown\"`, `source=~\"nats\\|signals\"`. Without",
            "| holds back | `alertname=\"AgentStuck\"`, `cause=~\"agent_wait\\|no_tool_call",
            "```promql\nmax by (tenant, cause) (last_over_time(watchbill_fleet_incident[5m])) > 0\n```\n\n## Meaning");
  }

  @Test
  void areRefusedWithOtherSections() {
    assertThatThrownBy(() -> new Prose("A", "## Meaning\nm\n## Impact\ni\n## Mitigation\nx\n"))
        .hasMessageContaining("runbooks/A.md: want the sections")
        .hasMessageContaining("have [## Meaning, ## Impact, ## Mitigation]");
    assertThatThrownBy(() -> new Prose("A", "# A\n## Meaning\nm\n"))
        .hasMessageContaining("nothing before them");
    assertThatThrownBy(
            () -> new Prose("A", "## Meaning\n\n## Impact\ni\n## Diagnosis\nd\n## Mitigation\nx\n"))
        .hasMessageContaining("want words in every section");
  }

  @Test
  void mayHaveCommentsInTheirCommands() {
    String text =
        """
        ## Meaning
        m
        ## Impact
        i
        ## Diagnosis
        ```sh
        # which
        ## all
        ls
        ```
        ## Mitigation
        x
        """;
    assertThat(new Prose("A", text).text()).isEqualTo(text);
  }

  private static String page(String alert) {
    return AlertDocs.all().stream()
        .filter(file -> file.path().equals("docs/runbooks/" + alert + ".md"))
        .findFirst()
        .orElseThrow()
        .text();
  }
}
