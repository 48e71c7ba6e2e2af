package watchbill.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import watchbill.connectors.config.DurationText;
import watchbill.connectors.http.HttpQuestion;
import watchbill.connectors.promtext.Sample;
import watchbill.connectors.promtext.TextPage;
import watchbill.metrics.catalogue.SelfFamilies;

/// Whether Prometheus scrapes Watchbill, as it should, and tells an Alertmanager what fires.
public final class PrometheusCheck implements Check {
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
  private static final double MUCH_OF_THE_TIMEOUT = 0.5;
  private static final String DROPPED = "prometheus_notifications_dropped_total";
  private static final String FAILED = "prometheus_rule_evaluation_failures_total";
  private static final String BUILD = "prometheus_build_info";
  private static final Set<String> OWN = Set.of(DROPPED, FAILED, BUILD);

  private final Place place;
  private final InstantSource clock;

  /// The Prometheus that is there.
  public PrometheusCheck(Place place, InstantSource clock) {
    this.place = place;
    this.clock = clock;
  }

  @Override
  public String subject() {
    return "prometheus";
  }

  @Override
  public String advice() {
    return "see doctor.prometheus";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException, InterruptedException {
    try (HttpQuestion prometheus = place.question()) {
      HttpQuestion.Reply build = prometheus.ask("/api/v1/status/buildinfo", "application/json");
      if (build.status() != 200) {
        throw new IOException(place.url() + ": want HTTP 200, have " + build.status());
      }
      String version =
          Json.read("buildinfo", build.text()).path("data").path("version").asText("unknown");
      findings.accept(Finding.ok(subject(), place.url() + ", version " + version));
      build
          .date()
          .ifPresent(date -> findings.accept(Clock.ofHttp("clock.prometheus", date, clock)));
      scraped(prometheus, findings);
      alertmanagers(prometheus, findings);
      own(prometheus, findings);
    }
  }

  private static void scraped(HttpQuestion prometheus, Consumer<Finding> findings)
      throws IOException, InterruptedException {
    String query = URLEncoder.encode(SelfFamilies.BUILD_INFO.name(), StandardCharsets.UTF_8);
    JsonNode found =
        Json.ask(prometheus, "/api/v1/query?query=" + query).path("data").path("result");
    if (found.isEmpty()) {
      findings.accept(
          Finding.fail(
              "prometheus.scrape",
              "Prometheus has no " + SelfFamilies.BUILD_INFO.name(),
              "add the scrape configuration of deploy/, or give the ServiceMonitor the labels that"
                  + " your Prometheus selects, and let it through the NetworkPolicy"));
      return;
    }
    JsonNode targets =
        Json.ask(prometheus, "/api/v1/targets?state=active").path("data").path("activeTargets");
    Map<String, JsonNode> jobs = jobs(prometheus);
    Set<String> seen = new HashSet<>();
    for (JsonNode series : found) {
      JsonNode labels = series.path("metric");
      for (JsonNode target : targets) {
        if (target.path("labels").path("job").equals(labels.path("job"))
            && target.path("labels").path("instance").equals(labels.path("instance"))) {
          if (!seen.add(target.path("scrapeUrl").asText())) {
            findings.accept(twice(target));
          }
          target(target, jobs, findings);
        }
      }
    }
  }

  private static Finding twice(JsonNode target) {
    return Finding.warn(
        "prometheus.scrape",
        target.path("scrapeUrl").asText() + " is scraped by more than one job",
        "leave one: sums count every agent twice");
  }

  /// The scrape configurations by name; none where somebody keeps his Prometheus' to himself.
  private static Map<String, JsonNode> jobs(HttpQuestion prometheus) throws InterruptedException {
    Map<String, JsonNode> jobs = new HashMap<>();
    try {
      String text =
          Json.ask(prometheus, "/api/v1/status/config").path("data").path("yaml").asText();
      for (JsonNode job : Json.yaml("its configuration", text).path("scrape_configs")) {
        jobs.put(job.path("job_name").asText(), job);
      }
    } catch (IOException _) {
      jobs.clear();
    }
    return jobs;
  }

  private static void target(
      JsonNode target, Map<String, JsonNode> jobs, Consumer<Finding> findings) {
    String subject = "prometheus.scrape";
    String pool = target.path("scrapePool").asText();
    String shown = "job " + pool + ", " + target.path("scrapeUrl").asText();
    String error = target.path("lastError").asText();
    JsonNode job = jobs.get(pool);
    Duration every = duration(target.path("scrapeInterval").asText("1m"));
    Duration timeout = duration(target.path("scrapeTimeout").asText("10s"));
    double took = target.path("lastScrapeDuration").asDouble();
    if (!error.isEmpty()) {
      findings.accept(
          Finding.fail(subject, shown + ": " + error, "see the scheme, TLS and users of the job"));
    } else if (job != null && !job.path("honor_labels").asBoolean()) {
      findings.accept(
          Finding.fail(
              subject,
              shown + " without honor_labels",
              "set honor_labels: true (honorLabels in a ServiceMonitor): namespace and pod are"
                  + " the agents', not Watchbill's, and rules join on them"));
    } else if (every.compareTo(LONGEST_INTERVAL) > 0) {
      findings.accept(
          Finding.warn(
              subject,
              shown + " every " + DurationText.of(every),
              "scrape every 15 s to 60 s: rules look back 5 minutes"));
    } else if (took > timeout.toMillis() / 1000.0 * MUCH_OF_THE_TIMEOUT) {
      findings.accept(
          Finding.warn(
              subject,
              "%s took %.1f s of %s".formatted(shown, took, DurationText.of(timeout)),
              "raise scrape_timeout"));
    } else {
      findings.accept(
          Finding.ok(
              subject,
              "%s every %s, took %.0f ms, honor_labels%s"
                  .formatted(
                      shown,
                      DurationText.of(every),
                      took * 1000,
                      job == null ? " not known" : "")));
    }
  }

  private static Duration duration(String text) {
    return DurationText.parse(text).orElse(LONGEST_INTERVAL);
  }

  private static void alertmanagers(HttpQuestion prometheus, Consumer<Finding> findings)
      throws IOException, InterruptedException {
    JsonNode active =
        Json.ask(prometheus, "/api/v1/alertmanagers").path("data").path("activeAlertmanagers");
    findings.accept(
        active.isEmpty()
            ? Finding.fail(
                "prometheus.alertmanager",
                "Prometheus knows no Alertmanager",
                "add the section alerting.alertmanagers, or nobody is ever told")
            : Finding.ok(
                "prometheus.alertmanager",
                active.size() + ", such as " + active.path(0).path("url").asText()));
  }

  /// What Prometheus says of itself, where its own page can be read.
  private static void own(HttpQuestion prometheus, Consumer<Finding> findings)
      throws IOException, InterruptedException {
    HttpQuestion.Reply reply = prometheus.ask("/metrics", "text/plain");
    if (reply.status() != 200) {
      findings.accept(
          Finding.notAsked("prometheus.own", "its page /metrics: HTTP " + reply.status(), ""));
      return;
    }
    TextPage page =
        TextPage.read(
            reply.text().getBytes(StandardCharsets.UTF_8), sample -> OWN.contains(sample.name()));
    if (page.named(BUILD).isEmpty()) {
      findings.accept(Finding.notAsked("prometheus.own", "its page /metrics has no " + BUILD, ""));
      return;
    }
    double dropped = sum(page, DROPPED);
    double failed = sum(page, FAILED);
    findings.accept(
        dropped + failed > 0
            ? Finding.warn(
                "prometheus.own",
                "%.0f alerts dropped on the way to Alertmanager, %.0f evaluations of rules failed"
                    .formatted(dropped, failed),
                "see Prometheus' log: since its start somebody was not told of something")
            : Finding.ok("prometheus.own", "no alert dropped, no rule failed since its start"));
  }

  private static double sum(TextPage page, String name) {
    return page.named(name).stream().mapToDouble(Sample::value).sum();
  }
}
