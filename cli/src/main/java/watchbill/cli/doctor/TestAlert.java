package watchbill.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import watchbill.alerts.routing.RoutingPlan;
import watchbill.cli.doctor.AlertmanagerCheck.Deliveries;
import watchbill.connectors.http.HttpQuestion;

/// Sends one page through Alertmanager and waits until it has been delivered, or could not be. It
/// is the one check that somebody notices.
public final class TestAlert {
  private static final String SUBJECT = "test alert";
  private static final Duration BEYOND = Duration.ofSeconds(30);
  private static final Duration FIRES_FOR = Duration.ofMinutes(5);

  private final Place alertmanager;
  private final RoutingPlan plan;
  private final InstantSource clock;

  /// @param plan for how long a group waits before it is told
  public TestAlert(Place alertmanager, RoutingPlan plan, InstantSource clock) {
    this.alertmanager = alertmanager;
    this.plan = plan;
    this.clock = clock;
  }

  /// Sends it.
  ///
  /// @param tenant whose team gets it; the platform's team when empty
  public void send(String tenant, Consumer<Finding> findings) throws InterruptedException {
    try (HttpQuestion place = alertmanager.question()) {
      Map<String, Double> told = Deliveries.told(place.ask("/metrics", "text/plain"));
      Map<String, Double> failed = Deliveries.failed(place.ask("/metrics", "text/plain"));
      HttpQuestion.Reply reply = place.tell("/api/v2/alerts", alert(tenant));
      if (reply.status() != 200) {
        throw new IOException("/api/v2/alerts: want HTTP 200, have " + reply.status());
      }
      findings.accept(await(place, told, failed));
    } catch (IOException e) {
      findings.accept(Finding.fail(SUBJECT, e.getMessage() + "", "see doctor.alertmanager"));
    }
  }

  private Finding await(HttpQuestion place, Map<String, Double> told, Map<String, Double> failed)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + plan.pages().groupWait().plus(BEYOND).toNanos();
    do {
      TimeUnit.MILLISECONDS.sleep(500);
      HttpQuestion.Reply page = place.ask("/metrics", "text/plain");
      for (Map.Entry<String, Double> now : Deliveries.failed(page).entrySet()) {
        if (now.getValue() > failed.getOrDefault(now.getKey(), 0.0)) {
          return Finding.fail(
              SUBJECT, "could not be delivered to " + now.getKey(), "see Alertmanager's log");
        }
      }
      for (Map.Entry<String, Double> now : Deliveries.told(page).entrySet()) {
        if (now.getValue() > told.getOrDefault(now.getKey(), 0.0)) {
          return Finding.ok(SUBJECT, "taken by " + now.getKey() + "; it resolves in 5 minutes");
        }
      }
    } while (System.nanoTime() < end);
    return Finding.fail(
        SUBJECT,
        "Alertmanager told nobody within "
            + plan.pages().groupWait().plus(BEYOND).toSeconds()
            + " s",
        "see the route of severity=page, silences, and whether its group_by has alertname: else it"
            + " waits for group_interval");
  }

  /// As the API takes it
  /// (<https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml>).
  private String alert(String tenant) {
    Instant now = clock.instant();
    ObjectNode alert = new ObjectMapper().createObjectNode();
    ObjectNode labels = alert.putObject("labels");
    labels.put("alertname", "WatchbillTest");
    labels.put("severity", "page");
    labels.put("owner", tenant.isEmpty() ? "platform" : "tenant");
    labels.put("cause", "asked for at " + now);
    if (!tenant.isEmpty()) {
      labels.put("tenant", tenant);
    }
    alert
        .putObject("annotations")
        .put("summary", "Nothing is wrong: `watchbill doctor --test-alert` was asked for.");
    alert.put("startsAt", now.toString());
    alert.put("endsAt", now.plus(FIRES_FOR).toString());
    return "[" + alert + "]";
  }
}
