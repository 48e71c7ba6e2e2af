package watchbill.cli.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import watchbill.alerts.Links;
import watchbill.alerts.routing.RoutingPlan;
import watchbill.alerts.routing.SecretStore;
import watchbill.alerts.routing.yaml.RoutingFiles;
import watchbill.alerts.yaml.RuleFiles;
import watchbill.connectors.real.RealAlertmanager;
import watchbill.connectors.real.RealPrometheus;
import watchbill.connectors.real.RealPrometheus.Alerting;
import watchbill.metrics.generated.GeneratedFile;

/// The way from a scraped page to a pager, in a hurry: a real Prometheus with the generated rules,
/// a real Alertmanager with the generated configuration, and what answers as PagerDuty. Every time
/// that one of them waits for is divided by the factor, those of Prometheus' command line included.
public final class Pager implements AutoCloseable {
  /// The key of the one team's service.
  public static final String KEY = "0123456789abcdef0123456789abcdef";

  /// Where runbooks are said to be.
  public static final String RUNBOOKS = "https://watchbill.example/runbooks/";

  /// Where boards are said to be.
  public static final String GRAFANA = "https://grafana.example";

  /// What Prometheus is set to in the field; the last is what the runbooks ask for.
  private static final Duration SCRAPED_EVERY = Duration.ofMinutes(1);
  private static final Duration LOOKBACK = Duration.ofMinutes(5);
  private static final Duration RESENT_AFTER = Duration.ofMinutes(1);
  private static final Duration OUTAGE_TOLERANCE = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofMinutes(1);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Links LINKS = new Links(RUNBOOKS, GRAFANA);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PagerDuty pagerDuty = new PagerDuty(InstantSource.system());
  private final RealAlertmanager alertmanager;
  private final RealPrometheus prometheus;

  /// One that scrapes this port of the loopback interface, and evaluates rules, every minute of the
  /// hurried world.
  public Pager(Hurry hurry, int scraped, Path folder) throws IOException {
    this(hurry, scraped, hurry.of(SCRAPED_EVERY), folder);
  }

  /// One that does so as often as said, by the machine's clock.
  public Pager(Hurry hurry, int scraped, Duration every, Path folder) throws IOException {
    Path rules = folder.resolve("rules.yaml");
    Files.writeString(rules, hurry.rules(file("rules.yaml", RuleFiles.all(LINKS))));
    Files.writeString(folder.resolve("pagerduty-routing-key"), KEY);
    Path routing = folder.resolve("alertmanager.yml");
    RoutingPlan plan = RoutingPlan.DEFAULT;
    RoutingPlan here =
        new RoutingPlan(
            plan.platform(),
            plan.teams(),
            plan.heartbeat(),
            plan.pages(),
            plan.tickets(),
            new SecretStore(plan.secrets().secret(), folder.toString()));
    Files.writeString(
        routing,
        hurry.alertmanager(
            file("alertmanager.yml", RoutingFiles.all(here, LINKS)), pagerDuty.address()));
    alertmanager = RealAlertmanager.with(routing, folder);
    prometheus =
        RealPrometheus.alerting(
            "127.0.0.1:" + scraped,
            new Alerting(every, rules, alertmanager.address()),
            folder,
            flag("query.lookback-delta", longer(hurry.of(LOOKBACK), every.multipliedBy(5))),
            flag("rules.alert.resend-delay", hurry.of(RESENT_AFTER)),
            flag("rules.alert.for-outage-tolerance", hurry.of(OUTAGE_TOLERANCE)),
            flag("rules.alert.for-grace-period", hurry.of(GRACE)));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static String flag(String name, Duration value) {
    return "--" + name + "=" + value.toMillis() + "ms";
  }

  private static String file(String name, List<GeneratedFile> files) {
    return files.stream()
        .filter(file -> file.path().endsWith("/" + name))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /// Where it ends.
  public PagerDuty pagerDuty() {
    return pagerDuty;
  }

  public RealAlertmanager alertmanager() {
    return alertmanager;
  }

  public RealPrometheus prometheus() {
    return prometheus;
  }

  /// When Prometheus had the first sample of these series that is like this, by the machine's
  /// clock.
  ///
  /// @param selector such as `ALERTS{alertstate="firing"}`
  public Optional<Instant> first(String selector, Predicate<Double> value) throws Exception {
    JsonNode answer = JSON.readTree(prometheus.query(selector + "[1h]"));
    if (!answer.path("status").asText().equals("success")) {
      throw new IOException(selector + ": " + answer);
    }
    return answer.at("/data/result").valueStream()
        .flatMap(series -> series.get("values").valueStream())
        .filter(sample -> value.test(sample.get(1).asDouble()))
        .map(sample -> Instant.ofEpochMilli(Math.round(sample.get(0).asDouble() * 1_000)))
        .min(Instant::compareTo);
  }

  /// When the first sample above 0 came, waiting for it.
  public Instant awaitFirst(String selector) {
    return Awaitility.await(selector)
        .atMost(PATIENCE)
        .until(() -> first(selector, value -> value > 0), Optional::isPresent)
        .orElseThrow();
  }

  /// The series of an alert of a tenant while it fires.
  public static String firing(String alert, String tenant) {
    return "ALERTS{alertname=\"%s\",alertstate=\"firing\",tenant=\"%s\"}"
        .formatted(alert, tenant);
  }

  @Override
  public void close() {
    prometheus.close();
    alertmanager.close();
    pagerDuty.close();
  }
}
