package watchbill.cli.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import watchbill.connectors.real.RealAlertmanager;
import watchbill.connectors.real.RealPrometheus;

/// A Prometheus that scrapes a demo, itself, its Alertmanager, and a page that is made up for what
/// the demo lacks. The last has the label `cluster="made-up"`, the others have none.
public final class WatchedDemo implements AutoCloseable {
  /// A choice of the cluster that leaves what is made up out.
  static final String DEMO = "";

  /// A choice of the cluster that takes all.
  static final String ALL = ".*";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?[a-z_]+}?");

  private final Instant started = Instant.now();
  private final MadeUpPage madeUp;
  private final RealAlertmanager alertmanager;
  private final RealPrometheus prometheus;

  private WatchedDemo(String demo, Path folder) throws IOException {
    madeUp = MadeUpPage.served();
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(
        config,
        """
        route: {receiver: nobody, group_wait: 1s}
        receivers:
          - name: nobody
            webhook_configs: [{url: "http://127.0.0.1:9/"}]
        """);
    alertmanager = RealAlertmanager.with(config, folder);
    try {
      prometheus =
          RealPrometheus.with(address -> sections(demo, address), Duration.ofSeconds(1), folder);
    } catch (IllegalStateException e) {
      alertmanager.close();
      madeUp.close();
      throw e;
    }
  }

  /// Watches the demo that serves `http://DEMO/metrics`, from now on.
  public static WatchedDemo at(String demo, Path folder) throws IOException {
    return new WatchedDemo(demo, folder);
  }

  private String sections(String demo, String self) {
    URI notified = alertmanager.address();
    return """
    rule_files: ["%s/alert-rules/generated/rules.yaml"]
    alerting:
      alertmanagers:
        - path_prefix: "%s"
          static_configs: [{targets: ["%s"]}]
    scrape_configs:
      - job_name: watchbill
        honor_labels: true
        static_configs: [{targets: ["%s"]}]
      - job_name: made-up
        honor_labels: true
        static_configs: [{targets: ["%s"], labels: {cluster: made-up}}]
      - job_name: prometheus
        static_configs: [{targets: ["%s"]}]
      - job_name: alertmanager
        metrics_path: "%s/metrics"
        static_configs: [{targets: ["%s"]}]
    """
        .formatted(
            System.getProperty("watchbill.root"),
            notified.getPath(),
            notified.getAuthority(),
            demo,
            madeUp.address(),
            self,
            notified.getPath(),
            notified.getAuthority());
  }

  /// What a query of a board gives since the start, every other second.
  ///
  /// @param expression as Grafana has it
  /// @param cluster what is chosen of the clusters; of all else, all is
  List<Answered> ask(String expression, String cluster) throws IOException, InterruptedException {
    Instant now = Instant.now();
    long seconds = Math.max(1, Duration.between(started, now).toSeconds());
    String promql =
        VARIABLE
            .matcher(
                expression
                    .replace("$__rate_interval", "30s")
                    .replace("$__range", seconds + "s")
                    .replace("$cluster", cluster))
            .replaceAll(".*");
    String answer =
        prometheus.get(
            "/api/v1/query_range?step=2&start=%s&end=%s&query=%s"
                .formatted(
                    started.getEpochSecond(),
                    now.getEpochSecond(),
                    URLEncoder.encode(promql, StandardCharsets.UTF_8)));
    JsonNode json = JSON.readTree(answer);
    if (!json.path("status").asText().equals("success")) {
      throw new IOException(promql + ": " + answer);
    }
    List<Answered> series = new ArrayList<>();
    for (JsonNode result : json.at("/data/result")) {
      TreeMap<Double, Double> values = new TreeMap<>();
      for (JsonNode value : result.path("values")) {
        double number = number(value.path(1).asText());
        if (Double.isFinite(number)) {
          values.put(value.path(0).asDouble(), number);
        }
      }
      if (!values.isEmpty()) {
        series.add(new Answered(labels(result.path("metric")), values));
      }
    }
    return series;
  }

  /// When it began to watch.
  Instant started() {
    return started;
  }

  /// Whether every query of a panel gives something.
  ///
  /// @param cluster what is chosen of the clusters
  boolean answers(PanelFile panel, String cluster) throws IOException, InterruptedException {
    for (PanelFile.Asked query : panel.queries()) {
      if (ask(query.expression(), cluster).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    prometheus.close();
    alertmanager.close();
    madeUp.close();
  }

  private static Map<String, String> labels(JsonNode metric) {
    Map<String, String> labels = new LinkedHashMap<>();
    metric.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    // a rule file is called by its whole path, which is of no interest
    labels.computeIfPresent(
        "rule_group", (_, group) -> group.substring(group.lastIndexOf('/') + 1));
    return labels;
  }

  private static double number(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
