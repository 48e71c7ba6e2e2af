package watchbill.alerts.routing.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import watchbill.alerts.Links;
import watchbill.alerts.routing.Pace;
import watchbill.alerts.routing.Plans;
import watchbill.alerts.routing.SecretStore;
import watchbill.alerts.routing.yaml.RealAlertmanager.Fired;

/// A real Alertmanager with the generated configuration. Only its times are shorter.
@Tag("endtoend")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AlertmanagerEndToEndTest {
  private static final Pace QUICK =
      new Pace(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofHours(1));
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String BOARD = "https://g.test/d/watchbill-fleet";

  private Notified notified;
  private RealAlertmanager alertmanager;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    notified = new Notified();
    Path secrets = Files.createDirectory(folder.resolve("secrets"));
    for (String team : List.of("platform", "payments", "odd")) {
      Files.writeString(secrets.resolve("pagerduty-" + team), "key-of-" + team);
    }
    URI address = notified.address();
    Files.writeString(secrets.resolve("slack-url"), address + "/slack");
    var plan = Plans.teams(address, QUICK, new SecretStore("s", secrets.toString()));
    String config =
        RoutingFiles.all(plan, new Links("https://r.test/", "https://g.test")).getFirst().text();
    String global = "global: {pagerduty_url: \"%s/v2/enqueue\"}\n".formatted(address);
    alertmanager = new RealAlertmanager(folder, global + config);
  }

  @AfterAll
  void stop() {
    alertmanager.close();
    notified.close();
  }

  @Test
  void tellsThePagerNamesFullOfSignsAsTheyAre() {
    alertmanager.fire(List.of(stuck(Plans.HOSTILE, Plans.HOSTILE, "tool_hang")));
    JsonNode page = pages("key-of-odd", 1).getFirst();
    String sentence = sentence(Plans.HOSTILE, Plans.HOSTILE);
    assertThat(page.at("/payload/summary").asText()).isEqualTo(sentence);
    assertThat(page.at("/payload/source").asText()).isEqualTo(Plans.HOSTILE);
    assertThat(page.at("/payload/group").asText()).isEqualTo(Plans.HOSTILE);
    assertThat(page.at("/payload/class").asText()).isEqualTo("tool_hang");
    assertThat(page.at("/payload/severity").asText()).isEqualTo("critical");
    assertThat(page.at("/payload/custom_details/firing").asText()).contains(sentence);
    assertThat(page.at("/links/0/href").asText()).isEqualTo("https://r.test/AgentStuck.md");
    String board = page.at("/links/1/href").asText();
    assertThat(board).startsWith(BOARD + "?from=").contains("&to=now&");
    assertThat(variables(board))
        .containsEntry("var-tenant", Plans.HOSTILE)
        .containsEntry("var-agent", Plans.HOSTILE)
        .containsEntry("var-role", "coder");
  }

  @Test
  void tellsSlackNamesFullOfSignsAsText() {
    alertmanager.fire(List.of(stuck("payments", Plans.HOSTILE, "tool_hang")));
    await().atMost(PATIENCE).until(() -> !notified.at("/slack").isEmpty());
    JsonNode message = notified.at("/slack").getFirst();
    JsonNode attachment = message.at("/attachments/0");
    assertThat(message.get("channel").asText()).isEqualTo("#payments");
    assertThat(message.toString()).doesNotContain("<!channel>");
    String text = attachment.get("text").asText();
    assertThat(unescaped(text)).contains(sentence("payments", Plans.HOSTILE));
    assertThat(unescaped(attachment.get("title").asText()))
        .isEqualTo(sentence("payments", Plans.HOSTILE));
    assertThat(attachment.at("/actions/0/url").asText()).isEqualTo("https://r.test/AgentStuck.md");
    assertThat(variables(attachment.at("/actions/1/url").asText()))
        .containsEntry("var-agent", Plans.HOSTILE);
  }

  @Test
  void makesOneIncidentOfAllAgentsOfATenantThatOneCauseHasStopped() {
    var alerts = new ArrayList<Fired>();
    for (int agent = 0; agent < 500; agent++) {
      alerts.add(stuck("alpha", "coder-" + agent, "no_tool_call"));
      alerts.add(stuck("beta", "coder-" + agent, "no_tool_call"));
    }
    alertmanager.fire(alerts);
    List<JsonNode> pages = pages("key-of-platform", "no_tool_call", 2);
    assertThat(pages)
        .extracting(page -> page.at("/payload/summary").asText())
        .containsExactlyInAnyOrder(
            "AgentStuck of alpha: no_tool_call (500 firing)",
            "AgentStuck of beta: no_tool_call (500 firing)");
    String firing = pages.getFirst().at("/payload/custom_details/firing").asText();
    assertThat(firing.lines()).hasSize(26);
    assertThat(firing).endsWith("and 475 more");
    assertThat(variables(pages.getFirst().at("/links/1/href").asText()))
        .doesNotContainKey("var-agent");
  }

  @Test
  void makesOneIncidentOfAProviderThatIsOutForAll() {
    alertmanager.fire(
        List.of(
            incident("delta", "provider", Map.of()),
            incident("epsilon", "provider", Map.of()),
            incident("epsilon", "provider", Map.of("cluster", "east")),
            stuck("zeta", "coder-0", "provider_wait")));
    JsonNode page = pages("key-of-platform", "provider", 1).getFirst();
    assertThat(page.at("/payload/summary").asText())
        .isEqualTo("AgentFleetIncident: provider (3 firing)");
    assertThat(page.at("/payload/custom_details/firing").asText())
        .contains("agents of delta ", "agents of epsilon ");
    assertThat(alertmanager.heldBack("AgentStuck", "zeta")).isEqualTo(1);
  }

  @Test
  void holdsBackOnlyWhatIsInTheClusterOfTheCause() {
    alertmanager.fire(
        List.of(
            fired(Map.of("alertname", "WatchbillSourceDown", "source", "nats", "cluster", "west")),
            with(stuck("theta", "coder-0", "agent_wait"), "cluster", "west"),
            with(stuck("iota", "coder-0", "agent_wait"), "cluster", "north")));
    await().atMost(PATIENCE).until(() -> alertmanager.heldBack("AgentStuck", "theta") == 1);
    assertThat(alertmanager.heldBack("AgentStuck", "iota")).isZero();
    JsonNode page = pages("key-of-platform", "agent_wait", 1).getFirst();
    assertThat(page.at("/payload/group").asText()).isEqualTo("iota");
    assertThat(variables(page.at("/links/1/href").asText())).containsEntry("var-cluster", "north");
  }

  @Test
  void callsTheHeartbeatAsLongAsTheWatchdogFires() {
    alertmanager.fire(
        List.of(
            fired(Map.of("alertname", "WatchbillWatchdog", "severity", "none")),
            fired(Map.of("alertname", "Watchdog", "severity", "none"))));
    await().atMost(PATIENCE).until(() -> notified.at("/beat").size() >= 3);
    assertThat(notified.at("/beat"))
        .allSatisfy(call ->
            assertThat(call.get("alerts").findValuesAsText("alertname"))
                .contains("WatchbillWatchdog")
                .doesNotContain("Watchdog"));
  }

  /// Waits for so many pages of a team.
  private List<JsonNode> pages(String key, int want) {
    return pages(key, "", want);
  }

  /// Waits for so many incidents of a team for this cause, and finds no more.
  private List<JsonNode> pages(String key, String cause, int want) {
    await().atMost(PATIENCE).until(() -> incidents(key, cause).size() >= want);
    List<JsonNode> pages = incidents(key, cause);
    assertThat(pages).hasSize(want);
    return pages;
  }

  /// The last page of each incident.
  private List<JsonNode> incidents(String key, String cause) {
    var byKey = new TreeMap<String, JsonNode>();
    for (JsonNode page : notified.at("/v2/enqueue")) {
      boolean asked = cause.isEmpty() || page.at("/payload/class").asText().equals(cause);
      if (page.get("routing_key").asText().equals(key) && asked) {
        byKey.put(page.get("dedup_key").asText(), page);
      }
    }
    return List.copyOf(byKey.values());
  }

  private static Fired stuck(String tenant, String agent, String cause) {
    return new Fired(
        Map.of(
            "alertname", "AgentStuck",
            "tenant", tenant,
            "agent", agent,
            "role", "coder",
            "cause", cause,
            "owner", "tenant",
            "severity", "page"),
        Map.of(
            "summary",
            sentence(tenant, agent),
            "runbook_url",
            "https://r.test/AgentStuck.md",
            "dashboard_url",
            BOARD + "?var-tenant=a&var-agent=b"));
  }

  private static String sentence(String tenant, String agent) {
    return "Agent " + agent + " of " + tenant + " makes no progress.";
  }

  private static Fired incident(String tenant, String cause, Map<String, String> more) {
    var labels =
        new TreeMap<>(
            Map.of(
                "alertname", "AgentFleetIncident",
                "tenant", tenant,
                "cause", cause,
                "owner", "platform",
                "severity", "page"));
    labels.putAll(more);
    return new Fired(labels, Map.of("summary", "Many agents of " + tenant + " stand still."));
  }

  private static Fired fired(Map<String, String> labels) {
    return new Fired(labels, Map.of("summary", "It is so."));
  }

  private static Fired with(Fired alert, String label, String value) {
    var labels = new TreeMap<>(alert.labels());
    labels.put(label, value);
    return new Fired(labels, alert.annotations());
  }

  private static Map<String, String> variables(String address) {
    var found = new TreeMap<String, String>();
    for (String pair : address.substring(address.indexOf('?') + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      found.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return found;
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
