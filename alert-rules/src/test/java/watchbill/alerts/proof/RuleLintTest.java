package watchbill.alerts.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.rules.AllAlerts;
import watchbill.metrics.catalogue.Catalogue;

/// What promtool does not ask of rules.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RuleLintTest {
  private static final Duration LONGEST_RAW = Duration.ofHours(1);

  /// Twice the scrape interval that most have, one minute: a rate wants two samples.
  private static final Duration SHORTEST = Duration.ofMinutes(2);

  /// Prometheus' operator puts rules into ConfigMaps, and takes no more than this of one object
  /// (`maxConfigMapDataSize` in its `pkg/prometheus/server/rules.go`).
  private static final int LARGEST_OBJECT = 512 * 1024;

  /// Labels whose values change while what an alert is about stays the same.
  private static final Set<String> CHANGING = Set.of("version", "state", "alertstate", "phase");

  private RuleSet rules = new RuleSet(Map.of(), List.of());

  @BeforeAll
  void read() throws IOException {
    rules = RuleSet.generated();
  }

  static List<Alert<?>> alerts() {
    return AllAlerts.alerts();
  }

  static List<Rule> all() throws IOException {
    return RuleSet.generated().all();
  }

  @Test
  void haveANameEach() {
    assertThat(rules.all()).extracting(Rule::name).doesNotHaveDuplicates();
    assertThat(AllAlerts.GROUPS).extracting(AlertGroup::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void readNoRawSeriesOverMoreThanAnHour(Rule rule) {
    assertThat(Range.of(Expression.of(rule.expression())))
        .filteredOn(range -> !range.recorded())
        .extracting(Range::length)
        .allSatisfy(length -> assertThat(length).isLessThanOrEqualTo(LONGEST_RAW));
  }

  @ParameterizedTest
  @MethodSource("all")
  void lookBackOverTwoScrapesAtLeast(Rule rule) {
    assertThat(Range.of(Expression.of(rule.expression())))
        .extracting(Range::length)
        .allSatisfy(length -> assertThat(length).isGreaterThanOrEqualTo(SHORTEST));
  }

  @Test
  void recordBeforeTheyAsk() {
    for (List<Rule> group : rules.groups().values()) {
      Set<String> known = new HashSet<>(rules.recorded().stream().map(Rule::name).toList());
      known.removeAll(group.stream().map(Rule::name).toList());
      for (Rule rule : group) {
        assertThat(known).as(rule.name()).containsAll(asked(rule));
        known.add(rule.name());
      }
    }
  }

  @Test
  void recordNothingThatNobodyAsksFor() {
    assertThat(rules.all().stream().flatMap(rule -> asked(rule).stream()))
        .containsAll(rules.recorded().stream().map(Rule::name).toList());
  }

  @ParameterizedTest
  @MethodSource("all")
  void addOnlyLabelsThatStayAsTheyAre(Rule rule) {
    assertThat(rule.labels().toString()).doesNotContain("{{", "$");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void haveNoLabelThatChangesWhileTheyFire(Alert<?> alert) {
    assertThat(alert.condition().query().labels()).doesNotContainAnyElementsOf(CHANGING);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void sayWhoseItIsWhereTheirSeriesDo(Alert<?> alert) {
    Expression expression = Expression.of(alert.condition().toString());
    boolean owned =
        Catalogue.all().stream()
            .filter(family -> expression.names(family.name()))
            .anyMatch(family -> family.labels().names().contains("tenant"));
    // what the platform is told may be about a node or a GPU, whoever has agents on it
    boolean tenants = owned && alert.owner() == Owner.TENANT;
    assertThat(tenants && !alert.condition().query().labels().contains("tenant"))
        .as("asks for series of tenants, and does not say of which one it fires")
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void showWhenTheyStayQuiet(Alert<?> alert) {
    if (alert.severity() != Severity.NONE) {
      assertThat(alert.examples())
          .as("an example in which it stays quiet before it fires, if it does")
          .anyMatch(example -> example.checks().getFirst().firing().isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void areExamplesOfWhatTheyAskFor(Alert<?> alert) {
    List<String> asked =
        rules.subjects().stream()
            .filter(subject -> subject.alert().name().equals(alert.name()))
            .flatMap(
                subject -> Stream.concat(subject.recorded().stream(), Stream.of(subject.alert())))
            .map(Rule::expression)
            .toList();
    assertThat(alert.examples())
        .allSatisfy(example ->
            assertThat(example.series())
                .anyMatch(
                    series -> asked.stream().anyMatch(text -> text.contains(series.family()))));
  }

  @Test
  void fitIntoOneObjectOfTheOperator() {
    assertThat(RuleSet.file("prometheusrule.yaml").getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(LARGEST_OBJECT);
  }

  /// What is recorded and asked for by a rule.
  private Set<String> asked(Rule rule) {
    Expression expression = Expression.of(rule.expression());
    Set<String> asked = new HashSet<>(rules.recorded().stream().map(Rule::name).toList());
    asked.removeIf(name -> !expression.names(name));
    return asked;
  }
}
