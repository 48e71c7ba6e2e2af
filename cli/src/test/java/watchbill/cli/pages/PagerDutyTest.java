package watchbill.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagerDutyTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String OTHER_KEY = "f".repeat(32);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
  private final PagerDuty pagerDuty = new PagerDuty(now::get);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    pagerDuty.close();
  }

  @Test
  void opensOneIncidentForAllEventsWithOneKeyUntilItIsResolved() throws Exception {
    assertThat(send(trigger("a"))).isEqualTo(202);
    assertThat(send(trigger("a"))).isEqualTo(202);
    assertThat(send(trigger("b"))).isEqualTo(202);
    pass(Duration.ofSeconds(10));
    assertThat(send(of("acknowledge", "a"))).isEqualTo(202);
    assertThat(send(of("resolve", "a"))).isEqualTo(202);
    assertThat(send(trigger("a"))).isEqualTo(202);

    assertThat(pagerDuty.incidents())
        .map(Incident::toString)
        .containsExactly(
            "it stands on " + KEY + ", 2 triggers, resolved",
            "it stands on " + KEY + ", 1 triggers, open",
            "it stands on " + KEY + ", 1 triggers, open");
    Incident first = pagerDuty.incidents().getFirst();
    assertThat(first.opened()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(first.acknowledged()).isEqualTo("2026-11-22T10:00:10Z");
    assertThat(first.resolved()).isEqualTo("2026-11-22T10:00:10Z");
  }

  @Test
  void takesAndForgetsWhatIsSaidOfAnIncidentThatIsNotOpen() throws Exception {
    assertThat(send(of("resolve", "a"))).isEqualTo(202);

    assertThat(pagerDuty.incidents()).isEmpty();
  }

  @Test
  void refusesTheCallAfter120OfOneKeyWithinAMinute() throws Exception {
    for (int call = 0; call < 120; call++) {
      assertThat(send(trigger("a"))).isEqualTo(202);
    }
    assertThat(send(trigger("a"))).isEqualTo(429);
    assertThat(send(trigger("a").replace(KEY, OTHER_KEY))).isEqualTo(202);
    pass(Duration.ofSeconds(59));
    assertThat(send(trigger("a"))).isEqualTo(429);
    pass(Duration.ofSeconds(1));
    assertThat(send(trigger("a"))).isEqualTo(202);

    assertThat(pagerDuty.calls()).filteredOn(call -> call.status() == 429).hasSize(2);
  }

  @Test
  void refusesMoreThan512Kilobytes() throws Exception {
    String event = trigger("a");
    assertThat(send(event + " ".repeat(512 * 1024 - event.length()))).isEqualTo(202);
    assertThat(send(event + " ".repeat(512 * 1024 - event.length() + 1))).isEqualTo(413);
  }

  @Test
  void refusesWhatIsNoEvent() throws Exception {
    for (String broken :
        new String[] {
          "",
          "[]",
          "{",
          trigger("a") + "{}",
          trigger("a").replace("\"trigger\"", "\"wake\""),
          trigger("a").replace(KEY, "short"),
          trigger("a").replace("\"" + KEY + "\"", "7"),
          trigger("a").replace("it stands", " "),
          trigger("a").replace("it stands", "x".repeat(1_025)),
          trigger("a").replace("\"source\"", "\"sauce\""),
          trigger("a").replace("\"critical\"", "\"page\""),
          trigger("a").replace("\"a\"", "\"" + "a".repeat(256) + "\""),
          trigger("a").replace("\"payload\"", "\"links\": [{\"text\": \"x\"}], \"payload\""),
          "{\"event_action\": \"trigger\", " + trigger("a").substring(1),
          of("resolve", "")
        }) {
      assertThat(send(broken)).as(broken).isEqualTo(400);
    }
    assertThat(pagerDuty.incidents()).isEmpty();
  }

  private static String trigger(String dedupKey) {
    return """
    {"routing_key": "%s", "event_action": "trigger", "dedup_key": "%s",
     "payload": {"summary": "it stands", "source": "agent", "severity": "critical"}}\
    """
        .formatted(KEY, dedupKey);
  }

  private static String of(String action, String dedupKey) {
    return "{\"routing_key\": \"%s\", \"event_action\": \"%s\", \"dedup_key\": \"%s\"}"
        .formatted(KEY, action, dedupKey);
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private int send(String event) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(pagerDuty.address())
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
