package watchbill.alerts.routing.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.alerts.Links;
import watchbill.alerts.routing.Plans;
import watchbill.alerts.routing.RoutingPlan;
import watchbill.alerts.routing.Team;
import watchbill.metrics.generated.GeneratedFile;

final class RoutingFilesTest {
  private static final Path ROOT = Path.of(System.getProperty("watchbill.root"));

  static List<GeneratedFile> files() {
    return RoutingFiles.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void areTheCommittedOnes(GeneratedFile file) throws IOException {
    Path committed = ROOT.resolve(file.path());
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, file.text());
    }
    assertThat(file.text()).isEqualTo(Files.readString(committed));
  }

  @Test
  void carryAnyTenantsNameAsItself() throws IOException {
    var random = new Random(6);
    for (int round = 0; round < 200; round++) {
      String tenant = name(random);
      JsonNode file = yaml(plan(tenant), "alertmanager.yml");
      assertThat(unescaped(file.at("/route/routes/3/matchers/1").asText()))
          .isEqualTo("tenant=\"" + tenant + "\"");
      JsonNode object = yaml(plan(tenant), "alertmanagerconfig.yaml");
      assertThat(object.at("/spec/route/routes/3/matchers/1/value").asText()).isEqualTo(tenant);
    }
  }

  @Test
  void holdNoSecret() {
    var plan = Plans.secretHeartbeat();
    for (GeneratedFile file : RoutingFiles.all(plan, Links.RELATIVE)) {
      assertThat(file.text())
          .doesNotContain("routing_key:", "service_key", "api_url:", "serviceKey");
    }
  }

  @Test
  void linkOnlyToWhatHasAnAddress() {
    assertThat(RoutingFiles.all().getFirst().text()).doesNotContain("links:").contains("board:");
    assertThat(
            RoutingFiles.all(RoutingPlan.DEFAULT, new Links("https://r.test/", ""))
                .getFirst()
                .text())
        .contains("text: \"Runbook\"")
        .doesNotContain("text: \"Board\"");
  }

  private static RoutingPlan plan(String tenant) {
    RoutingPlan one = RoutingPlan.DEFAULT;
    var team = new Team("t", List.of(tenant), one.platform().pages(), one.platform().tickets());
    return new RoutingPlan(
        one.platform(), List.of(team), Optional.empty(), one.pages(), one.tickets(), one.secrets());
  }

  private static JsonNode yaml(RoutingPlan plan, String name) throws IOException {
    GeneratedFile file =
        RoutingFiles.all(plan, Links.RELATIVE).stream()
            .filter(one -> one.path().endsWith("/" + name))
            .findFirst()
            .orElseThrow();
    return new YAMLMapper().readTree(file.text());
  }

  /// A matcher as Alertmanager reads it.
  private static String unescaped(String matcher) {
    int begin = matcher.indexOf('"') + 1;
    String inner =
        Pattern.compile("\\\\(.)")
            .matcher(matcher.substring(begin, matcher.length() - 1))
            .replaceAll(found ->
                Matcher.quoteReplacement(found.group(1).equals("n") ? "\n" : found.group(1)));
    return matcher.substring(0, begin) + inner + '"';
  }

  private static String name(Random random) {
    String signs = "\"'\\\n\t{}[]:#-,&*!|>%@` =~ax0\u0085\u2028é";
    var name = new StringBuilder();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      name.append(signs.charAt(random.nextInt(signs.length())));
    }
    return name.append(random.nextInt(4) == 0 ? "\uD83D\uDE00" : "").toString();
  }
}
