package watchbill.connectors.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisruptionBudgetReaderTest {
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @Test
  void keepsWhatABudgetLimitsAndWhatWasCounted() {
    DisruptionBudgetView view =
        read(
            """
            metadata: {uid: u-1, resourceVersion: "7", namespace: acme, name: spine, generation: 1}
            spec: {minAvailable: 2, selector: {matchLabels: {app: spine}}}
            status:
              observedGeneration: 1
              disruptionsAllowed: 1
              currentHealthy: 3
              desiredHealthy: 2
              expectedPods: 3
              conditions: [{type: DisruptionAllowed, status: "True", reason: SufficientPods}]
            """);

    assertThat(view)
        .isEqualTo(
            new DisruptionBudgetView(
                "u-1",
                "7",
                "acme",
                "spine",
                new LabelSelection(false, Map.of("app", "spine"), java.util.List.of()),
                new BudgetLimit.MinAvailable(new PodShare(2, false)),
                new BudgetStatus(1, 3, 2, 3),
                new StatusCondition(Truth.TRUE, "SufficientPods", -1)));
  }

  @Test
  void believesNoCountOfAnOlderSpecification() {
    assertThat(
            read("""
            metadata: {generation: 2}
            status: {observedGeneration: 1, disruptionsAllowed: 1, currentHealthy: 3,
              desiredHealthy: 2, expectedPods: 3}
            """)
                .status())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'maxUnavailable: 0', 'MaxUnavailable[share=PodShare[amount=0, percent=false]]'",
    "'maxUnavailable: 0%', 'MaxUnavailable[share=PodShare[amount=0, percent=true]]'",
    "'minAvailable: 100%', 'MinAvailable[share=PodShare[amount=100, percent=true]]'",
    "'minAvailable: many', None[]",
    "'minAvailable: -1', None[]",
    "'minAvailable: -1%', None[]",
    "'minAvailable: 9999999%', None[]",
    "'selector: {}', None[]",
  })
  void readsTheLimit(String spec, String limit) {
    assertThat(read("spec: {" + spec + "}").limit().toString()).isEqualTo(limit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                              | true
          {matchLabels: {app: spine}}                                     | true
          {matchLabels: {app: spine, tier: a}}                            | false
          {matchExpressions: [{key: app, operator: In, values: [x, spine]}]} | true
          {matchExpressions: [{key: no, operator: In, values: [x]}]}      | false
          {matchExpressions: [{key: app, operator: NotIn, values: [x]}]}  | true
          {matchExpressions: [{key: no, operator: NotIn, values: [x]}]}   | true
          {matchExpressions: [{key: app, operator: NotIn, values: [spine]}]} | false
          {matchExpressions: [{key: app, operator: Exists}]}              | true
          {matchExpressions: [{key: app, operator: DoesNotExist}]}        | false
          {matchExpressions: [{key: app, operator: Resembles}]}           | false
          {matchExpressions: [{}]}                                        | false
          """)
  void selectsPodsAsKubernetesDoes(String selector, boolean selected) {
    assertThat(
            read("spec: {selector: " + selector + "}")
                .selected()
                .matches(Map.of("app", "spine", "role", "memory")))
        .isEqualTo(selected);
  }

  @ParameterizedTest
  @CsvSource({"50, 1, 1", "50, 3, 2", "1, 200, 2", "0, 7, 0", "100, 7, 7"})
  void countsPartOfAPodAsOne(int percent, int pods, int share) {
    assertThat(new PodShare(percent, true).of(pods)).isEqualTo(share);
    assertThat(new PodShare(percent, false).of(pods)).isEqualTo(percent);
  }

  @Test
  void readsABudgetThatSaysNothing() {
    assertThat(DisruptionBudgetReader.read(new PodDisruptionBudget()))
        .isEqualTo(
            new DisruptionBudgetView(
                "",
                "",
                "",
                "",
                LabelSelection.NOTHING,
                new BudgetLimit.None(),
                null,
                StatusCondition.NONE));
    assertThat(read("{spec: {selector: {matchExpressions: [null]}}, status: {conditions: [null]}}"))
        .isNotNull();
  }

  private static DisruptionBudgetView read(String yaml) {
    return DisruptionBudgetReader.read(YAML.unmarshal("---\n" + yaml, PodDisruptionBudget.class));
  }
}
