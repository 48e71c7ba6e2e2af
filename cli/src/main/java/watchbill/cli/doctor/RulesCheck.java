package watchbill.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import watchbill.connectors.http.HttpQuestion;

/// Whether Prometheus has loaded the rules that this version generates, each as it is generated,
/// and can evaluate them.
public final class RulesCheck implements Check {
  private static final int MOST_NAMED = 5;
  private static final String RELOAD =
      "load alert-rules/generated/rules.yaml of this version (or prometheusrule.yaml, with the"
          + " labels that your Prometheus selects), and reload Prometheus";

  private final Place place;

  /// The rules of this Prometheus.
  public RulesCheck(Place place) {
    this.place = place;
  }

  @Override
  public String subject() {
    return "rules";
  }

  @Override
  public String advice() {
    return "see doctor.prometheus";
  }

  @Override
  public void look(Consumer<Finding> findings) throws IOException, InterruptedException {
    try (HttpQuestion prometheus = place.question()) {
      Map<String, List<JsonNode>> loaded = loaded(prometheus);
      List<String> missing = new ArrayList<>();
      List<String> different = new ArrayList<>();
      List<String> broken = new ArrayList<>();
      List<WantedRule> wanted = WantedRule.all();
      for (WantedRule rule : wanted) {
        List<JsonNode> candidates = loaded.getOrDefault(rule.name(), List.of());
        if (candidates.isEmpty()) {
          missing.add(rule.name());
        } else if (!same(prometheus, rule, candidates)) {
          different.add(rule.name());
        }
        for (JsonNode candidate : candidates) {
          if ("err".equals(candidate.path("health").asText())) {
            broken.add(rule.name() + ": " + candidate.path("lastError").asText());
          }
        }
      }
      tell(missing, "not loaded", RELOAD, findings);
      tell(different, "loaded as another version has them", RELOAD, findings);
      tell(broken, "cannot be evaluated", "see what Prometheus says", findings);
      if (missing.isEmpty() && different.isEmpty() && broken.isEmpty()) {
        findings.accept(
            Finding.ok(subject(), "all %d are loaded as generated".formatted(wanted.size())));
      }
    }
  }

  private void tell(List<String> names, String what, String advice, Consumer<Finding> findings) {
    if (!names.isEmpty()) {
      String shown = String.join(", ", names.stream().limit(MOST_NAMED).toList());
      String more = names.size() > MOST_NAMED ? " and others" : "";
      findings.accept(
          Finding.fail(
              subject(), "%d %s: %s%s".formatted(names.size(), what, shown, more), advice));
    }
  }

  private static Map<String, List<JsonNode>> loaded(HttpQuestion prometheus)
      throws IOException, InterruptedException {
    Map<String, List<JsonNode>> loaded = new HashMap<>();
    for (JsonNode group : Json.ask(prometheus, "/api/v1/rules").path("data").path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        loaded.computeIfAbsent(rule.path("name").asText(), _ -> new ArrayList<>()).add(rule);
      }
    }
    return loaded;
  }

  private static boolean same(HttpQuestion prometheus, WantedRule rule, List<JsonNode> candidates)
      throws IOException, InterruptedException {
    for (JsonNode candidate : candidates) {
      Map<String, String> labels = new HashMap<>();
      candidate
          .path("labels")
          .properties()
          .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
      Duration pending = Duration.ofMillis((long) (candidate.path("duration").asDouble() * 1000));
      if (labels.equals(rule.labels())
          && pending.equals(rule.pending())
          && sameText(prometheus, rule.expression(), candidate.path("query").asText())) {
        return true;
      }
    }
    return false;
  }

  /// Prometheus shows an expression as it would write it; where that differs, it says how it would
  /// write ours.
  private static boolean sameText(HttpQuestion prometheus, String ours, String theirs)
      throws IOException, InterruptedException {
    return ours.equals(theirs) || formatted(prometheus, ours).equals(formatted(prometheus, theirs));
  }

  private static String formatted(HttpQuestion prometheus, String expression)
      throws IOException, InterruptedException {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return Json.ask(prometheus, "/api/v1/format_query?query=" + query).path("data").asText();
  }
}
