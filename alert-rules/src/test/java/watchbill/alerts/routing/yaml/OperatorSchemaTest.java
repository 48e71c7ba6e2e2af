package watchbill.alerts.routing.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.alerts.Links;
import watchbill.alerts.routing.Plans;
import watchbill.alerts.routing.RoutingPlan;

/// The operator's own definition takes the object. It is not part of the repository.
final class OperatorSchemaTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  static List<RoutingPlan> plans() {
    return List.of(RoutingPlan.DEFAULT, Plans.teams(), Plans.secretHeartbeat());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void takesTheObject(RoutingPlan plan) throws IOException {
    JsonNode object = object(plan);
    CustomResource schema = schema();
    assertThat(schema.errors(object)).isEmpty();
    for (JsonNode route : object.at("/spec/route/routes")) {
      assertThat(routeSchema(schema).errors(route)).isEmpty();
    }
  }

  @Test
  void refusesWhatTheOperatorDoesNotKnow() throws IOException {
    JsonNode object = object(RoutingPlan.DEFAULT);
    var pager = (ObjectNode) object.at("/spec/receivers/0/pagerdutyConfigs/0");
    pager.put("routing_key", "x");
    ((ObjectNode) object.at("/spec/route")).put("groupWait", "half a minute");
    assertThat(schema().errors(object))
        .hasSize(2)
        .anyMatch(error -> error.contains("unknown key routing_key"))
        .anyMatch(error -> error.contains("have half a minute"));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void findsAReceiverForEveryRoute(RoutingPlan plan) throws IOException {
    JsonNode spec = object(plan).get("spec");
    List<String> receivers = spec.get("receivers").findValuesAsText("name");
    assertThat(receivers).containsAll(spec.get("route").findValuesAsText("receiver"));
  }

  private static JsonNode object(RoutingPlan plan) throws IOException {
    var links = new Links("https://r.test/", "https://g.test");
    return YAML.readTree(
        RoutingFiles.all(plan, links).stream()
            .filter(file -> file.path().endsWith("alertmanagerconfig.yaml"))
            .findFirst()
            .orElseThrow()
            .text());
  }

  private static CustomResource routeSchema(CustomResource schema) {
    return new CustomResource(schema.schema().at("/properties/spec/properties/route"));
  }

  private static CustomResource schema() throws IOException {
    String elsewhere = System.getenv("WATCHBILL_DATA");
    Path data =
        elsewhere == null
            ? Path.of(System.getProperty("watchbill.root"), "..", "shared", "data")
            : Path.of(elsewhere);
    Path file = data.resolve("crds/monitoring.coreos.com_alertmanagerconfigs.yaml.gz");
    if (!Files.exists(file)) {
      String leftOut = "LEFT OUT: the operator's definitions, which are not in ../shared/data";
      System.out.println(leftOut);
      Assumptions.abort(leftOut);
    }
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new CustomResource(YAML.readTree(in).at("/spec/versions/0/schema/openAPIV3Schema"));
    }
  }
}
