package watchbill.alerts.yaml;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleBuilder;
import java.util.List;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Links;
import watchbill.alerts.rules.AllAlerts;
import watchbill.metrics.generated.GeneratedFile;

/// The files that are made from the alerts.
public final class RuleFiles {
  private static final String HEADER =
      "# Made by `watchbill generate rules` from alert-rules/; do not edit.\n";
  private static final String FOLDER = "alert-rules/generated/";

  private static final JsonInclude.Value NOT_NULL =
      JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL);

  private RuleFiles() {}

  /// All of them: a rule file for Prometheus, the same rules as an object for its operator, and
  /// their unit tests for promtool.
  public static List<GeneratedFile> all() {
    return all(Links.RELATIVE);
  }

  /// All of them, with these addresses of runbooks and boards.
  public static List<GeneratedFile> all(Links links) {
    var spec = new Rules(links).spec(AllAlerts.GROUPS);
    var object =
        new PrometheusRuleBuilder()
            .withNewMetadata()
            .withName("watchbill")
            .addToLabels("app.kubernetes.io/name", "watchbill")
            .endMetadata()
            .withSpec(spec)
            .build();
    return List.of(
        rules(AllAlerts.GROUPS, links),
        file("prometheusrule.yaml", mapper(), object),
        tests(AllAlerts.GROUPS, links));
  }

  /// The rule file of some groups.
  static GeneratedFile rules(List<AlertGroup> groups, Links links) {
    return file("rules.yaml", mapper(), new Rules(links).spec(groups));
  }

  /// The unit tests of some groups' rule file.
  static GeneratedFile tests(List<AlertGroup> groups, Links links) {
    List<Alert<?>> alerts =
        groups.stream().<Alert<?>>flatMap(group -> group.alerts().stream()).toList();
    var snakeCase = mapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    return file("rules_test.yaml", snakeCase, PromtoolTests.of("rules.yaml", alerts, links));
  }

  private static GeneratedFile file(String name, ObjectMapper mapper, Object content) {
    try {
      return new GeneratedFile(FOLDER + name, HEADER + mapper.writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("write " + name, e);
    }
  }

  private static YAMLMapper mapper() {
    return YAMLMapper.builder(YAMLFactory.builder().stringQuotingChecker(new Quoting()).build())
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
        .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
        .defaultPropertyInclusion(NOT_NULL)
        .build();
  }
}
