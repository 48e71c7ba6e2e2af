package watchbill.alerts.routing.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.alerts.Alert;
import watchbill.alerts.Links;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.routing.Plans;
import watchbill.alerts.routing.RoutingPlan;
import watchbill.alerts.rules.AllAlerts;
import watchbill.alerts.rules.Inhibitions;
import watchbill.metrics.generated.GeneratedFile;

/// Alertmanager's own tool takes the configuration, and sends alerts where they belong.
@Tag("endtoend")
final class AmtoolTest {
  private static final Links ADDRESSES = new Links("https://r.test/", "https://g.test");

  @TempDir Path folder;

  @Test
  void takesTheConfigurationOfOneTeam() throws Exception {
    write(RoutingPlan.DEFAULT, Links.RELATIVE);
    assertThat(amtool("check-config", "alertmanager.yml"))
        .contains("SUCCESS", " - " + Inhibitions.ALL.size() + " inhibit rules", " - 3 receivers");
  }

  @Test
  void takesTheConfigurationOfSeveralTeams() throws Exception {
    write(Plans.teams(), ADDRESSES);
    assertThat(amtool("check-config", "alertmanager.yml")).contains("SUCCESS", " - 8 receivers");
  }

  @Test
  void takesTheInhibitionsIntoAConfigurationOfSomebodysOwn() throws Exception {
    write(RoutingPlan.DEFAULT, Links.RELATIVE);
    Files.writeString(
        folder.resolve("inhibit_rules.yaml"),
        "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n",
        StandardOpenOption.APPEND);
    assertThat(amtool("check-config", "inhibit_rules.yaml"))
        .contains("SUCCESS", " - " + Inhibitions.ALL.size() + " inhibit rules");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a tenant's page reaches its team"
            + "| alertname=AgentStuck owner=tenant severity=page tenant=payments | payments-page",
        "so does that of another of its tenants"
            + "| alertname=AgentStuck owner=tenant severity=page tenant=billing | payments-page",
        "a tenant's ticket reaches its team by other means"
            + "| alertname=X owner=tenant severity=ticket tenant=billing | payments-ticket",
        "the page of a tenant of no team reaches the platform"
            + "| alertname=AgentStuck owner=tenant severity=page tenant=else | platform-page",
        "its ticket, too"
            + "| alertname=X owner=tenant severity=ticket tenant=else | platform-ticket",
        "the platform's page about a tenant reaches the platform"
            + "| alertname=X owner=platform severity=page tenant=payments | platform-page",
        "a fleet's incident reaches the platform"
            + "| alertname=AgentFleetIncident owner=platform severity=page tenant=payments"
            + " cause=provider | platform-page",
        "the watchdog reaches the heartbeat"
            + "| alertname=WatchbillWatchdog owner=platform severity=none | heartbeat",
        "another's watchdog does not| alertname=Watchdog severity=none | nobody",
        "what is unknown is a page| alertname=Foreign | platform-page",
      })
  void sends(String what, String labels, String receiver) throws Exception {
    write(Plans.teams(), ADDRESSES);
    assertThat(route(List.of(labels.split(" ")))).as(what).isEqualTo(receiver);
  }

  @Test
  void sendsTheAlertsOfATenantWhoseNameIsFullOfSigns() throws Exception {
    write(Plans.teams(), ADDRESSES);
    List<String> labels =
        List.of("alertname=AgentStuck", "owner=tenant", "severity=page", tenant(Plans.HOSTILE));
    assertThat(route(labels)).isEqualTo("odd-page");
    List<String> others =
        List.of(
            "alertname=AgentStuck", "owner=tenant", "severity=page", tenant(Plans.HOSTILE + "x"));
    assertThat(route(others)).isEqualTo("platform-page");
  }

  @Test
  void sendsEveryAlertToWhoOwnsIt() throws Exception {
    write(Plans.teams(), ADDRESSES);
    for (Alert<?> alert : AllAlerts.alerts()) {
      String receiver =
          alert.severity() == Severity.NONE
              ? "heartbeat"
              : (alert.owner() == Owner.TENANT ? "payments-" : "platform-")
                  + alert.severity().label();
      var labels = new ArrayList<>(List.of("alertname=" + alert.name(), "tenant=payments"));
      alert.labels().forEach((name, value) -> labels.add(name + "=" + value));
      assertThat(route(labels)).as(alert.name()).isEqualTo(receiver);
    }
  }

  /// A label as amtool reads it from its command line.
  private static String tenant(String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "tenant=\"" + escaped + "\"";
  }

  private String route(List<String> labels) throws Exception {
    var command =
        new ArrayList<>(List.of("config", "routes", "test", "--config.file=alertmanager.yml"));
    command.addAll(labels);
    return amtool(command.toArray(new String[0])).lines().toList().getLast();
  }

  private void write(RoutingPlan plan, Links links) throws IOException {
    for (GeneratedFile file : RoutingFiles.all(plan, links)) {
      Files.writeString(folder.resolve(Path.of(file.path()).getFileName()), file.text());
    }
  }

  private String amtool(String... arguments) throws IOException, InterruptedException {
    var command = new ProcessBuilder("amtool").directory(folder.toFile()).redirectErrorStream(true);
    command.command().addAll(List.of(arguments));
    Process process = command.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
