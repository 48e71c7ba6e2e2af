package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.connectors.config.ConfigFile;
import watchbill.deploy.Part;
import watchbill.deploy.rights.Access;

/// What a configuration asks of a cluster, and what it must not ask.
class ClusterPlanTest {
  @Test
  void asksNothingWithoutKubernetes() {
    assertThat(access("{kubernetes: {enabled: false}}", Part.ALL).isEmpty()).isTrue();
  }

  @Test
  void asksForPodsAndEventsAloneInAProcessor() {
    assertThat(access("{}", Part.PROCESSOR).cluster())
        .extracting(right -> right.resource())
        .containsExactly("pods", "events");
    assertThat(access("{}", Part.EXPORTER).cluster())
        .extracting(right -> right.resource())
        .doesNotContain("events", "nodes/proxy");
  }

  @Test
  void asksNothingOfTheClusterWithoutItsRights() {
    Access access = access("{kubernetes: {namespaces: [a, b], clusterRights: false}}", Part.ALL);
    assertThat(access.cluster()).isEmpty();
    assertThat(access.namespaces()).containsExactly("a", "b");
    assertThat(access.named()).isNotEmpty().allMatch(right -> right.namespaced());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {kubernetes: {clusterRights: false}} | kubernetes.namespaces: want the namespaces that we have rights in
          {kubernetes: {clusterRights: false, namespaces: [a]}, usage: {from: kubelet}} | usage.from: want metrics or off
          {kubernetes: {clusterRights: false, namespaces: [a]}, infrastructure: {currency: USD, rates: {cpu: 1, memory: 1}}} | infrastructure: want no bill
          """)
  void refusesWhatNeedsTheClusterWithoutItsRights(String text, String why) {
    assertThatThrownBy(() -> config(text)).hasMessageContaining(why);
  }

  private static Access access(String text, Part part) {
    return ClusterPlan.of(config(text)).access(part);
  }

  private static RunConfig config(String text) {
    return RunConfig.of(ConfigFile.parse("test", text, Path.of("/"), _ -> null), Map.of());
  }
}
