package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.alerts.routing.Team;

class AlertingConfigTest {
  private static final Path DOCS = Path.of(System.getProperty("watchbill.root"), "docs");

  @TempDir Path folder;

  @Test
  void readsTheTeamsOfTheDocumentation() throws IOException {
    String page = Files.readString(DOCS.resolve("routing.md"));
    String block = page.substring(page.indexOf("```yaml\nalerting:") + "```yaml\n".length());
    AlertingConfig alerting = read(block.substring(0, block.indexOf("```")));
    assertThat(alerting.plan().teams())
        .extracting(Team::name)
        .containsExactly("payments", "search");
    assertThat(alerting.plan().heartbeat()).isPresent();
    assertThat(alerting.links().grafana()).isEqualTo("https://grafana.example.test");
  }

  @Test
  void isTheDefaultWithoutASection() throws IOException {
    assertThat(read("")).isEqualTo(AlertingConfig.DEFAULT);
  }

  @Test
  void findsTheFilesWhereTheSecretIsMounted() throws IOException {
    assertThat(read("alerting: {secret: ours}").plan().secrets().folder())
        .isEqualTo("/etc/alertmanager/secrets/ours");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runbooks: https://r.test"
            + "| alerting.runbooks: want an address or a folder, with / at the end, have"
            + " https://r.test",
        "grafana: grafana.test"
            + "| alerting.grafana: want an address that begins with http:// or https:// and has no /"
            + " at the end, have grafana.test",
        "secret: A_B| alerting.secret: want the name of a Secret, have A_B",
        "secretFolder: /s/"
            + "| alerting.secretFolder: want a folder without / at the end, have /s/",
        "platform: {pages: {pagerduty: a/b}}"
            + "| alerting.platform.pages.pagerduty: want an entry of the secret: letters, digits, -,"
            + " _ and ., have a/b",
        "platform: {pages: {slack: {entry: e}}}"
            + "| alerting.platform.pages.slack.channel: want a text, have nothing",
        "platform: {pages: {slack: {channel: c}}}"
            + "| alerting.platform.pages.slack.entry: want an entry of the secret: letters, digits,"
            + " -, _ and ., have nothing",
        "platform: {pages: {email: me}}"
            + "| alerting.platform.pages.email: want one of pagerduty, slack, webhook, have an"
            + " unknown key",
        "heartbeat: {url: 'http://a.test', entry: b}"
            + "| alerting.heartbeat.url: want either url or entry, have http://a.test",
        "teams: [{tenants: [a], pages: {pagerduty: k}}]"
            + "| alerting.teams[0].name: want a name of lower-case letters, digits and -, have"
            + " nothing",
        "teams: [{name: platform, tenants: [a], pages: {pagerduty: k}}]"
            + "| alerting.teams[0].name: want a name that no other team has, have platform",
        "teams: [{name: t, pages: {pagerduty: k}}]"
            + "| alerting.teams[0].tenants: want a list of tenants, have nothing",
        "teams: [{name: t, tenants: [a, a], pages: {pagerduty: k}}]"
            + "| alerting.teams[0].tenants: want each tenant once, in one team, have a list",
        "teams: [{name: t, tenants: [a]}]"
            + "| alerting.teams[0].pages: want pagerduty, slack or webhook, have nothing",
        "timing: {pages: {repeatInterval: 5d}}"
            + "| alerting.timing.pages.repeatInterval: want a duration from 1s to 4d, have 5d",
      })
  void refuses(String alerting, String message) {
    assertThatThrownBy(() -> read("alerting: {" + alerting + "}")).hasMessage(message);
  }

  private AlertingConfig read(String yaml) throws IOException {
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, yaml);
    return RunConfig.read(file, Map.of()).alerting();
  }
}
