package watchbill.alerts.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// All mutants of one alert in one rule file, each under a name of its own, played by promtool
/// against the alert's examples: many series would be made many times otherwise.
final class Trial {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Path folder;
  private final Subject subject;
  private final List<Subject.Mutant> mutants;

  Trial(Path folder, Subject subject) {
    this.folder = folder;
    this.subject = subject;
    this.mutants = subject.mutants();
  }

  /// The mutants, each with whether an example of this alert has noticed it.
  ///
  /// @throws IllegalStateException when the alert as it is fails, so nothing could be concluded
  List<Verdict> run() throws IOException, InterruptedException {
    String name = subject.alert().name();
    Path rules = folder.resolve(name + ".yaml");
    Path tests = folder.resolve(name + "_test.yaml");
    YAML.writeValue(rules.toFile(), Map.of("groups", List.of(group())));
    YAML.writeValue(tests.toFile(), tests(rules));
    var process =
        new ProcessBuilder("promtool", "test", "rules", tests.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return verdicts(said);
  }

  private List<Verdict> verdicts(String said) {
    Set<String> noticed =
        said.lines()
            .map(String::strip)
            .filter(line -> line.startsWith("alertname: "))
            .map(line -> line.substring("alertname: ".length(), line.indexOf(',')))
            .collect(Collectors.toSet());
    boolean played = said.contains("SUCCESS") || !noticed.isEmpty();
    if (!played || noticed.contains(mutants.getFirst().alert().name())) {
      throw new IllegalStateException(subject.alert().name() + " as it is: " + said);
    }
    return mutants.stream()
        .skip(1)
        .map(mutant ->
            new Verdict(
                mutant.name(),
                mutant.alert().expression(),
                noticed.contains(mutant.alert().name())))
        .toList();
  }

  private Map<String, Object> group() {
    var rules = new ArrayList<>(subject.recorded());
    mutants.forEach(mutant -> rules.addAll(mutant.rules()));
    return Map.of("name", "mutants", "rules", rules);
  }

  private Map<String, Object> tests(Path rules) {
    return Map.of(
        "rule_files",
        List.of(rules.toString()),
        "evaluation_interval",
        "1m",
        "tests",
        subject.tests().stream().map(this::ofAll).toList());
  }

  /// The example, asked of every mutant.
  private JsonNode ofAll(JsonNode test) {
    ObjectNode all = test.deepCopy();
    ArrayNode checks = all.putArray("alert_rule_test");
    for (JsonNode check : test.path("alert_rule_test")) {
      for (Subject.Mutant mutant : mutants) {
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
