package watchbill.benchmarks.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What the rules cost at 10,000 agents, in a real Prometheus: seconds an evaluation of each group,
/// as Prometheus itself reports them, and series and samples that are read for it.
///
/// The page is scraped every 5 s for 5 minutes before anything is measured: a window of an hour
/// then has 60 samples of each series, as it has at an interval of a minute after an hour.
public final class RulesBenchmark {
  private static final int DEMO_AGENTS = 100;
  private static final int COPIES = 100;
  private static final Duration FILLED = Duration.ofMinutes(5);
  private static final Duration FIRING = Duration.ofMinutes(6);
  private static final int EVALUATIONS = 3;
  private static final Path RULES = Path.of("alert-rules/generated/rules.yaml");

  /// Names of series with their matchers, as rules ask for them.
  private static final Pattern SELECTOR =
      Pattern.compile("\\b([a-z_]+(?::[a-z0-9_]+)*)(\\{[^{}]*})?(?=[\\[)\\s]|$)");

  private final PrintStream out;

  /// A run that prints; the working folder is the repository's root.
  public RulesBenchmark(PrintStream out) {
    this.out = out;
  }

  /// Runs it, in 20 minutes.
  public void run() throws IOException, InterruptedException {
    FleetPage fleet = new FleetPage(Files.readString(RULES), COPIES);
    String page = fleet.of(DemoPage.take(DEMO_AGENTS), DEMO_AGENTS);
    out.printf(
        Locale.ROOT,
        "%,d agents; %,d series that rules ask for, %,d bytes a scrape%n",
        DEMO_AGENTS * COPIES,
        page.lines().count(),
        page.length());
    Path folder = Files.createTempDirectory("watchbill-rules");
    try (ScrapedPrometheus prometheus = new ScrapedPrometheus(folder, RULES, page, "5s")) {
      prometheus.runFor(FILLED);
      out.println("an ordinary day:");
      report(prometheus, fleet.families(), evaluations(prometheus));
      prometheus.show(FleetPage.stuck(page));
      prometheus.runFor(FIRING);
      out.println("all agents are stuck:");
      report(prometheus, fleet.families(), evaluations(prometheus));
    }
  }

  private static Map<String, List<Double>> evaluations(ScrapedPrometheus prometheus)
      throws IOException, InterruptedException {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    for (int i = 0; i < EVALUATIONS; i++) {
      prometheus.runFor(Duration.ofSeconds(30));
      for (JsonNode group : prometheus.groups()) {
        seconds
            .computeIfAbsent(group.path("name").asText(), _ -> new ArrayList<>())
            .add(group.path("evaluationTime").asDouble());
      }
    }
    return seconds;
  }

  private void report(
      ScrapedPrometheus prometheus, List<String> families, Map<String, List<Double>> seconds)
      throws IOException, InterruptedException {
    out.println("| group | rules | seconds, median of 3 | largest | series | samples |");
    out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
    double all = 0;
    for (JsonNode group : prometheus.groups()) {
      List<Double> took =
          seconds.getOrDefault(group.path("name").asText(), List.of(0.0)).stream()
              .sorted()
              .toList();
      long series = 0;
      long samples = 0;
      for (JsonNode rule : group.path("rules")) {
        String query = rule.path("query").asText();
        series += series(prometheus, families, query);
        samples +=
            prometheus
                .query(query)
                .path("stats")
                .path("samples")
                .path("totalQueryableSamples")
                .asLong();
      }
      all += took.get(took.size() / 2);
      out.printf(
          Locale.ROOT,
          "| %s | %d | %.3f | %.3f | %,d | %,d |%n",
          group.path("name").asText(),
          group.path("rules").size(),
          took.get(took.size() / 2),
          took.getLast(),
          series,
          samples);
    }
    out.printf(Locale.ROOT, "all groups: %.3f s an evaluation%n", all);
  }

  /// How many series a query reads, each as often as the query names it.
  private static long series(ScrapedPrometheus prometheus, List<String> families, String query)
      throws IOException, InterruptedException {
    long series = 0;
    for (MatchResult found : SELECTOR.matcher(query).results().toList()) {
      if (found.group(1).contains(":") || families.contains(found.group(1))) {
        JsonNode count = prometheus.query("count(" + found.group() + ")").path("result");
        series += count.path(0).path("value").path(1).asLong();
      }
    }
    return series;
  }
}
