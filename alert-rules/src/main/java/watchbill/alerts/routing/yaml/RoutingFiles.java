package watchbill.alerts.routing.yaml;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Links;
import watchbill.alerts.routing.RoutingPlan;
import watchbill.alerts.rules.Inhibitions;
import watchbill.metrics.generated.GeneratedFile;

/// The files that say whom alerts reach.
public final class RoutingFiles {
  private static final String HEADER =
      "# Made by `watchbill generate alertmanager` from alert-rules/; do not edit.\n";
  private static final String FOLDER = "alert-rules/generated/";

  private static final JsonInclude.Value NOT_NULL =
      JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL);

  private RoutingFiles() {}

  /// All of them, for one team with one PagerDuty key.
  public static List<GeneratedFile> all() {
    return all(RoutingPlan.DEFAULT, Links.RELATIVE);
  }

  /// All of them: Alertmanager's configuration, the same as an object for the Prometheus operator,
  /// and the part that holds alerts back for those who have a configuration of their own.
  ///
  /// @param links what the rules were given, too
  public static List<GeneratedFile> all(RoutingPlan plan, Links links) {
    var inhibitions = AlertmanagerWriter.inhibitRules(Inhibitions.ALL);
    return List.of(
        file(
            "alertmanager.yml",
            snakeCase(),
            new AlertmanagerWriter(plan, links).file(Inhibitions.ALL)),
        file(
            "alertmanagerconfig.yaml",
            mapper(),
            new OperatorObject(plan, links).object(Inhibitions.ALL)),
        file("inhibit_rules.yaml", snakeCase(), Map.of("inhibit_rules", inhibitions)));
  }

  private static GeneratedFile file(String name, ObjectMapper mapper, Object content) {
    try {
      return new GeneratedFile(FOLDER + name, HEADER + mapper.writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("write " + name, e);
    }
  }

  private static ObjectMapper snakeCase() {
    return mapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
  }

  /// Quotes every text, so that none is read as anything else.
  private static YAMLMapper mapper() {
    return YAMLMapper.builder()
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .defaultPropertyInclusion(NOT_NULL)
        .build();
  }
}
