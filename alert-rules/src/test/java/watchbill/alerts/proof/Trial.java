package watchbill.alerts.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All mutants of one alert in one rule file, each under a name of its own, played by promtool
/// against the alert's examples: many series would be made many times otherwise. The short examples
/// come first, and a long one is played only to the mutants that are left.
final class Trial {
  private static final YAMLMapper YAML = new YAMLMapper();

  /// Examples of up to so many minutes are played together.
  private static final int SHORT = 120;

  /// Five hours, in minutes.
  private static final int HOURS = 300;

  private final Path folder;
  private final Subject subject;
  private final List<Subject.Mutant> mutants;
  private final Set<Subject.Mutant> noticed = new HashSet<>();

  Trial(Path folder, Subject subject) {
    this.folder = folder;
    this.subject = subject;
    this.mutants = subject.mutants();
  }

  /// The mutants, each with whether an example of this alert has noticed it.
  ///
  /// @throws IllegalStateException when the alert as it is fails, so nothing could be concluded
  List<Verdict> run() throws IOException, InterruptedException {
    Map<Integer, List<JsonNode>> rounds =
        subject.tests().stream()
            .collect(
                Collectors.groupingBy(
                    test -> Math.max(SHORT, minutes(test)), TreeMap::new, Collectors.toList()));
    for (List<JsonNode> examples : rounds.values()) {
      List<Subject.Mutant> left =
          mutants.stream().filter(mutant -> !noticed.contains(mutant)).toList();
      if (left.size() > 1) {
        play(examples, left);
      }
    }
    return mutants.stream()
        .skip(1)
        .map(mutant ->
            new Verdict(mutant.name(), mutant.alert().expression(), noticed.contains(mutant)))
        .toList();
  }

  private void play(List<JsonNode> examples, List<Subject.Mutant> players)
      throws IOException, InterruptedException {
    String name = subject.alert().name();
    Path rules = folder.resolve(name + ".yaml");
    Path tests = folder.resolve(name + "_test.yaml");
    YAML.writeValue(rules.toFile(), Map.of("groups", List.of(group(players))));
    YAML.writeValue(tests.toFile(), tests(rules, examples, players));
    var process =
        new ProcessBuilder("promtool", "test", "rules", tests.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Set<String> failed =
        said.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("alertname: "))
            .map(line -> line.substring("alertname: ".length(), line.indexOf(',')))
            .collect(Collectors.toSet());
    boolean played = said.contains("SUCCESS") || !failed.isEmpty();
    if (!played || failed.contains(mutants.getFirst().alert().name())) {
      throw new IllegalStateException(name + " as it is: " + said.lines().limit(40).toList());
    }
    players.stream().filter(mutant -> failed.contains(mutant.alert().name())).forEach(noticed::add);
  }

  /// Whether all its examples are so short that to play them to all mutants takes seconds.
  static boolean isShort(Subject subject) {
    return subject.tests().stream().allMatch(test -> minutes(test) <= HOURS);
  }

  /// How long an example is.
  private static int minutes(JsonNode test) {
    int last = 0;
    for (JsonNode check : test.path("alert_rule_test")) {
      Duration at = Changes.duration(check.path("eval_time").asText());
      last = Math.max(last, Math.toIntExact(at.toMinutes()));
    }
    return last;
  }

  private Map<String, Object> group(List<Subject.Mutant> players) {
    var rules = new ArrayList<>(subject.recorded());
    players.forEach(mutant -> rules.addAll(mutant.rules()));
    return Map.of("name", "mutants", "rules", rules);
  }

  private static Map<String, Object> tests(
      Path rules, List<JsonNode> examples, List<Subject.Mutant> players) {
    return Map.of(
        "rule_files",
        List.of(rules.toString()),
        "evaluation_interval",
        "1m",
        "tests",
        examples.stream().map(test -> ofAll(test, players)).toList());
  }

  /// The example, asked of all of these.
  private static JsonNode ofAll(JsonNode test, List<Subject.Mutant> players) {
    ObjectNode all = test.deepCopy();
    ArrayNode checks = all.putArray("alert_rule_test");
    for (JsonNode check : test.path("alert_rule_test")) {
      for (Subject.Mutant mutant : players) {
        ObjectNode own = check.deepCopy();
        own.put("alertname", mutant.alert().name());
        own.path("exp_alerts").forEach(alert -> ((ObjectNode) alert).remove("exp_annotations"));
        checks.add(own);
      }
    }
    return all;
  }

  /// What became of a mutant.
  ///
  /// @param name the rule that was changed, and how
  /// @param expression what the alert asked for then
  /// @param noticed whether an example failed
  record Verdict(String name, String expression, boolean noticed) {}
}
