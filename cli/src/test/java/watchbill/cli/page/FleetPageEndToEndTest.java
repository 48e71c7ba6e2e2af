package watchbill.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.cli.WatchbillProcess;
import watchbill.core.AgentActivity;
import watchbill.core.StuckCause;

/// The page in a real headless Chromium.
@Tag("endtoend")
final class FleetPageEndToEndTest {
  private static final int STORIES = 2;
  private static final String ROWS = "document.querySelectorAll('.agents tbody tr').length";

  @TempDir static Path folder;
  private static Chromium browser;

  @BeforeAll
  static void startChromium() throws Exception {
    browser = new Chromium(folder);
  }

  @AfterAll
  static void endChromium() {
    browser.close();
  }

  /// In every test, whatever it did.
  @AfterEach
  void nothingWasAskedOfAnybodyElseAndNothingComplained() {
    assertThat(browser.requested())
        .isNotEmpty()
        .allMatch(url -> "127.0.0.1".equals(URI.create(url).getHost()));
    assertThat(browser.complaints()).isEmpty();
    browser.leave();
    browser.size(1400, 900, false);
    browser.prefer("light");
    browser.forget();
  }

  @Test
  void showsAStoryWithinTwoSecondsOfItsVerdictAndWhatLedToIt() throws Exception {
    int port = WatchbillProcess.freePort();
    try (WatchbillProcess demo =
        WatchbillProcess.start(
            folder.resolve("demo.log"), port, Map.of(), "demo", "--port", Integer.toString(port))) {
      demo.await("/-/healthy", 200, Duration.ofSeconds(30));
      browser.go("http://127.0.0.1:" + port + "/");
      browser.await(ROWS + " === 40");
      Map<String, Duration> shownAfter = new HashMap<>();
      Set<String> before = new HashSet<>();
      stories().forEach(one -> before.add(one.asText()));
      Awaitility.await("stories")
          .atMost(Duration.ofSeconds(40))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> {
            for (JsonNode story : stories()) {
              String[] said = story.asText().split(" ", 2);
              if (!before.contains(story.asText())) {
                shownAfter.putIfAbsent(
                    said[1], Duration.between(Instant.parse(said[0]), Instant.now()));
              }
            }
            return shownAfter.size() >= STORIES;
          });
      System.out.println("page: stories shown after " + shownAfter);
      assertThat(shownAfter.values())
          .allSatisfy(after -> assertThat(after).isLessThan(Duration.ofSeconds(2)));

      browser.ask("document.querySelector('.verdicts li.stands a').click()");
      browser.await("document.querySelector('.timeline tbody tr.k-stuck') !== null");
      assertThat(browser.ask("document.querySelector('.verdict').innerText").asText())
          .contains("Do next: ");
      assertThat(browser.ask("document.querySelectorAll('.drawing svg rect').length").asInt())
          .isPositive();
      assertThat(browser.ask("document.activeElement.tagName").asText()).isEqualTo("H1");
      assertThat(Axe.violations(browser)).isEmpty();
      browser.press("Escape", "");
      browser.await(ROWS + " === 40");
      assertThat(Axe.violations(browser)).isEmpty();
      browser.size(390, 844, true);
      browser.prefer("dark");
      assertThat(Axe.violations(browser)).isEmpty();
      assertThat(browser.ask("document.documentElement.scrollWidth").asInt())
          .as("nothing is wider than a phone")
          .isLessThanOrEqualTo(390);
    }
  }

  @Test
  void saysWhatToDoNextWhileNobodySpeaksAndShowsWhoSpeaksFirst() throws Exception {
    try (ShownFleet fleet = new ShownFleet(Optional.empty(), OptionalInt.of(4318))) {
      browser.go(fleet.address());
      browser.await("document.querySelector('.welcome pre') !== null");
      assertThat(browser.ask("document.querySelector('.welcome').innerText").asText())
          .contains(
              "export CLAUDE_CODE_ENABLE_TELEMETRY=1",
              "export OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318",
              "nats never heard");
      assertThat(Axe.violations(browser)).isEmpty();
      fleet.activity.heard();
      fleet.does("me", "laptop", AgentActivity.WORKING);
      browser.await(ROWS + " === 1");
    }
  }

  @Test
  void takesNamesAsNamesWhateverIsInThem() throws Exception {
    String name = "<img src=x onerror=document.title='hacked'>/\"'&\u202e%2F..?#";
    String evidence = "<script>document.title='hacked'</script>\u2028";
    try (ShownFleet fleet = new ShownFleet(Optional.empty(), OptionalInt.empty())) {
      fleet.isStuck("t/\"<b>", name, StuckCause.TOOL_HANG, evidence);
      browser.go(fleet.address());
      browser.await(ROWS + " === 1");
      assertThat(browser.ask("document.querySelector('td.c-agent').innerText").asText())
          .contains("<img src=x", "t/\"<b>", "\ufffd%2F..?#")
          .doesNotContain("\u202e");
      browser.ask("document.querySelector('td.c-agent a').click()");
      browser.await("document.querySelector('.verdict .evidence') !== null");
      assertThat(browser.ask("document.querySelector('.verdict .evidence').innerText").asText())
          .startsWith("<script>");
      assertThat(browser.ask("document.querySelectorAll('main img, main b, main script').length"))
          .hasToString("0");
      assertThat(browser.ask("document.title").asText()).endsWith("Watchbill");
    }
  }

  @Test
  void isUsedByKeysAloneWithThousandsOfAgents() throws Exception {
    try (ShownFleet fleet = new ShownFleet(Optional.empty(), OptionalInt.empty())) {
      for (int i = 0; i < 5_000; i++) {
        fleet.does("tenant-" + i % 7, "agent-" + i, AgentActivity.IDLE);
      }
      browser.go(fleet.address());
      browser.await(ROWS + " === 50");
      browser.press("/", "/");
      browser.type("agent-4321");
      browser.await(ROWS + " === 1");
      assertThat(browser.ask("location.hash").asText()).isEqualTo("#/?q=agent-4321");
      Awaitility.await("the agent's link has the focus")
          .atMost(Duration.ofSeconds(10))
          .until(() -> {
            browser.press("Tab", "");
            return browser.ask("document.activeElement.closest('td.c-agent') !== null").asBoolean();
          });
      browser.press("Enter", "\r");
      browser.await("location.hash === '#/agents/tenant-2/agent-4321'");
      browser.await("document.querySelector('h1').innerText === 'tenant-2/agent-4321'");
      browser.go(fleet.address() + "#/agents/tenant-2/nobody");
      browser.await("document.querySelector('.agent .none').innerText.startsWith('want an agent')");
      browser.leave();
      assertThat(browser.complaints()).allMatch(text -> text.contains("404 (Not Found)"));
      browser.forgetComplaints();
    }
  }

  @Test
  void isShownToThoseAloneWhomTheWebConfigFileNames() throws Exception {
    Path config = folder.resolve("web-config.yml");
    String hash = BCrypt.with(BCrypt.Version.VERSION_2Y).hashToString(4, "secret".toCharArray());
    Files.writeString(config, "basic_auth_users: {sre: \"" + hash + "\"}\n");
    try (ShownFleet fleet = new ShownFleet(Optional.of(config), OptionalInt.empty());
        HttpClient client = HttpClient.newHttpClient()) {
      fleet.does("t", "a", AgentActivity.WORKING);
      for (String path : new String[] {"", "assets/main.js", "api/v1/fleet"}) {
        HttpResponse<String> refused =
            client.send(
                HttpRequest.newBuilder(URI.create(fleet.address() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(refused.statusCode()).as(path).isEqualTo(401);
      }
      browser.go("http://sre:secret@127.0.0.1:" + fleet.port() + "/");
      browser.await(ROWS + " === 1");
    }
  }

  @Test
  void saysSinceWhenItHasNoAnswer() throws Exception {
    try (ShownFleet fleet = new ShownFleet(Optional.empty(), OptionalInt.empty())) {
      fleet.does("t", "a", AgentActivity.WORKING);
      browser.go(fleet.address());
      browser.await(ROWS + " === 1");
    }
    browser.await("document.querySelector('.alarm.grave') !== null");
    assertThat(browser.ask("document.querySelector('.live').innerText").asText())
        .startsWith("no answer since ");
    assertThat(browser.ask(ROWS).asInt()).isEqualTo(1);
    browser.leave();
    assertThat(browser.complaints()).allMatch(text -> text.contains("ERR_CONNECTION"));
    browser.forgetComplaints();
  }

  /// When each verdict on the page began, and whose it is.
  private static JsonNode stories() {
    return browser.ask(
        "[...document.querySelectorAll('.verdicts li')].map("
            + "li => li.querySelector('time').dateTime + ' ' + li.querySelector('a').innerText)");
  }
}
