package watchbill.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import watchbill.alerts.Alert;
import watchbill.alerts.routing.Receiver;
import watchbill.alerts.routing.RoutingPlan;
import watchbill.alerts.routing.RoutingTree;
import watchbill.alerts.rules.AllAlerts;
import watchbill.alerts.rules.SelfAlerts;
import watchbill.connectors.http.HttpQuestion;
import watchbill.connectors.promtext.Sample;
import watchbill.connectors.promtext.TextPage;

/// Whether Alertmanager hears of alerts, knows whom to tell, and has been able to.
public final class AlertmanagerCheck implements Check {
  private static final String TOLD = "alertmanager_notifications_total";
  private static final String FAILED = "alertmanager_notifications_failed_total";

  private final Place place;
  private final RoutingPlan plan;
  private final InstantSource clock;

  /// @param plan whom it is to tell
  public AlertmanagerCheck(Place place, RoutingPlan plan, InstantSource clock) {
    this.place = place;
    this.plan = plan;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "alertmanager";
  }

  @Override
  public String advice() {
    return "see doctor.alertmanager";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException, InterruptedException {
    try (HttpQuestion alertmanager = place.question()) {
      HttpQuestion.Reply reply = alertmanager.ask("/api/v2/status", "application/json");
      if (reply.status() != 200) {
        throw new IOException(place.url() + ": want HTTP 200, have " + reply.status());
      }
      JsonNode status = Json.read("/api/v2/status", reply.text());
      findings.accept(
          Finding.ok(
              subject(),
              place.url() + ", version " + status.path("versionInfo").path("version").asText()));
      reply
          .date()
          .ifPresent(date -> findings.accept(Clock.ofHttp("clock.alertmanager", date, clock)));
      routing(Json.yaml("config", status.path("config").path("original").asText()), findings);
      heartbeat(alertmanager, findings);
      silences(alertmanager, findings);
      delivered(alertmanager, findings);
    }
  }

  private void routing(JsonNode config, Consumer<Finding> findings) {
    Set<String> have = new TreeSet<>();
    for (JsonNode receiver : config.path("receivers")) {
      String name = receiver.path("name").asText();
      have.add(name.substring(name.lastIndexOf('/') + 1)); // the operator writes namespace/object/
    }
    List<String> missing =
        new RoutingTree(plan)
            .receivers().stream().map(Receiver::name).filter(name -> !have.contains(name)).toList();
    findings.accept(
        missing.isEmpty()
            ? Finding.ok("alertmanager.routing", have.size() + " receivers, all of ours")
            : Finding.warn(
                "alertmanager.routing",
                "lacks the receivers " + String.join(", ", missing),
                "`watchbill generate alertmanager --config FILE`, unless you route by yourself"));
    if (config.path("inhibit_rules").isEmpty()) {
      findings.accept(
          Finding.warn(
              "alertmanager.inhibition",
              "no inhibit_rules",
              "take those of alert-rules/generated/inhibit_rules.yaml: without them one outage of"
                  + " NATS is a page for every agent"));
    }
  }

  /// The watchdog fires always, so it shows that Prometheus' alerts arrive.
  private static void heartbeat(HttpQuestion alertmanager, Consumer<Finding> findings)
      throws IOException, InterruptedException {
    String name = SelfAlerts.WATCHDOG.name();
    JsonNode alerts =
        Json.ask(alertmanager, "/api/v2/alerts?filter=alertname%3D%22" + name + "%22");
    findings.accept(
        alerts.isEmpty()
            ? Finding.fail(
                "alertmanager.arrives",
                name + " does not arrive, though it always fires",
                "see `rules` and `prometheus.alertmanager` above")
            : Finding.ok("alertmanager.arrives", name + " arrives from Prometheus"));
  }

  private static void silences(HttpQuestion alertmanager, Consumer<Finding> findings)
      throws IOException, InterruptedException {
    Set<String> silent = new TreeSet<>();
    for (JsonNode silence : Json.ask(alertmanager, "/api/v2/silences")) {
      if ("active".equals(silence.path("status").path("state").asText())) {
        for (Alert<?> alert : AllAlerts.alerts()) {
          if (holdsBack(silence.path("matchers"), alert)) {
            silent.add(alert.name());
          }
        }
      }
    }
    findings.accept(
        silent.isEmpty()
            ? Finding.ok("alertmanager.silences", "none holds back all of an alert of ours")
            : Finding.warn(
                "alertmanager.silences",
                "silent now: " + String.join(", ", silent),
                "let the silences end, if nobody means them any more"));
  }

  /// Whether all that this alert could say is held back: what a silence asks of other labels it
  /// asks of some of the alert's series alone.
  private static boolean holdsBack(JsonNode matchers, Alert<?> alert) {
    Map<String, String> labels = new TreeMap<>(alert.labels());
    labels.put("alertname", alert.name());
    for (JsonNode matcher : matchers) {
      String have = labels.get(matcher.path("name").asText());
      if (have == null || matches(matcher, have) != matcher.path("isEqual").asBoolean(true)) {
        return false;
      }
    }
    return !matchers.isEmpty();
  }

  private static boolean matches(JsonNode matcher, String have) {
    String value = matcher.path("value").asText();
    try {
      return matcher.path("isRegex").asBoolean() ? have.matches(value) : have.equals(value);
    } catch (PatternSyntaxException _) {
      return false;
    }
  }

  private static void delivered(HttpQuestion alertmanager, Consumer<Finding> findings)
      throws IOException, InterruptedException {
    HttpQuestion.Reply reply = alertmanager.ask("/metrics", "text/plain");
    Map<String, Double> told = Deliveries.of(reply, TOLD);
    Map<String, Double> failed = Deliveries.of(reply, FAILED);
    if (reply.status() != 200 || told.isEmpty()) {
      findings.accept(
          Finding.notAsked(
              "alertmanager.delivery",
              "nothing was delivered yet, as far as its page tells",
              "--test-alert sends one"));
    }
    told.forEach((integration, count) -> {
      double lost = failed.getOrDefault(integration, 0.0);
      String subject = "delivery." + integration;
      String found = "%.0f of %.0f notifications failed since its start".formatted(lost, count);
      if (lost == 0) {
        findings.accept(Finding.ok(subject, found));
      } else if (lost < count) {
        findings.accept(Finding.warn(subject, found, "see Alertmanager's log for why"));
      } else {
        findings.accept(
            Finding.fail(
                subject, found, "see the key, the address and the way out of the cluster"));
      }
    });
  }

  /// What Alertmanager's page counts by integration.
  static final class Deliveries {
    private Deliveries() {}

    /// The sums of a counter; those that are 0 are left out, as every integration is there at 0.
    static Map<String, Double> of(HttpQuestion.Reply reply, String counter) {
      return TextPage.read(
              reply.text().getBytes(StandardCharsets.UTF_8),
              sample -> sample.name().equals(counter) && sample.value() > 0)
          .samples()
          .stream()
          .collect(
              Collectors.groupingBy(
                  sample -> sample.label("integration"),
                  TreeMap::new,
                  Collectors.summingDouble(Sample::value)));
    }

    static Map<String, Double> told(HttpQuestion.Reply reply) {
      return of(reply, TOLD);
    }

    static Map<String, Double> failed(HttpQuestion.Reply reply) {
      return of(reply, FAILED);
    }
  }
}
