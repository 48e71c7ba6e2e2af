package watchbill.alerts.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A trial with rules and examples of its own.
@Tag("endtoend")
final class TrialTest {
  private static final Rule RECORDED = rule("a:b:sum", "", "sum(b) * 2", "");
  private static final Rule ALERT = rule("", "High", "a:b:sum > 10", "2m");

  @TempDir Path folder;

  @Test
  void findsWhatAnExampleDoesNotNotice() throws Exception {
    assertThat(survivors("5x3 20x9", "{eval_time: 3m}", "{eval_time: 9m, exp_alerts: [{}]}"))
        .containsExactlyInAnyOrder(
            "a:b:sum: 2 becomes 1",
            "High: 10 becomes 12",
            "High: for 2m becomes 4m",
            "High: for 2m becomes 1m");
  }

  @Test
  void findsNothingWhereEveryLimitIsShown() throws Exception {
    assertThat(
            survivors(
                "5x3 6x9",
                "{eval_time: 3m}",
                "{eval_time: 5m}",
                "{eval_time: 6m, exp_alerts: [{}]}"))
        .isEmpty();
  }

  @Test
  void concludesNothingFromAnExampleThatFailsAsItIs() {
    assertThatThrownBy(() -> survivors("20x9", "{eval_time: 9m}"))
        .hasMessageStartingWith("High as it is:")
        .hasMessageContaining("FAILED");
  }

  private List<String> survivors(String values, String... checks) throws Exception {
    var trial =
        new Trial(folder, Subject.of(ALERT, List.of(RECORDED), List.of(test(values, checks))));
    return trial.run().stream()
        .filter(verdict -> !verdict.noticed())
        .map(Trial.Verdict::name)
        .toList();
  }

  private static JsonNode test(String values, String... checks) throws IOException {
    var test =
        "{interval: 1m, input_series: [{series: b, values: %s}], alert_rule_test: [%s]}"
            .formatted(values, String.join(", ", checks));
    return new YAMLMapper().readTree(test.replace("{eval", "{alertname: High, eval"));
  }

  private static Rule rule(String record, String alert, String expression, String pending) {
    return new Rule(record, alert, expression, pending, JsonNodeFactory.instance.objectNode());
  }
}
