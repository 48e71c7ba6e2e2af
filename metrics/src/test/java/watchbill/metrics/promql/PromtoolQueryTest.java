package watchbill.metrics.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.ForeignFamilies;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.SelfFamilies;
import watchbill.metrics.catalogue.SpendFamilies;

/// Prometheus' own parser reads what the builder makes. promtool has no check for a query alone, so
/// each becomes a recording rule.
@Tag("endtoend")
final class PromtoolQueryTest {
  private static final List<Query<?>> QUERIES =
      List.of(
          Query.of(
              ActivityFamilies.STUCK,
              Matcher.equal(AGENT, "\"\\\n\t\r 😀 {}[]"),
              Matcher.notEqual(TENANT, ""),
              Matcher.matches(CAUSE, "tool_.+|human\\\\d")),
          Query.total(SpendFamilies.COST),
          Query.rate(SpendFamilies.COST, Windows.HOUR).by(TENANT).sum().perHour().top(5),
          Query.increase(SpendFamilies.TOKENS_CONSUMED, Window.of(Duration.ofMillis(90_500))),
          Query.maxOver(ActivityFamilies.STATE, Windows.TEN_MINUTES),
          Query.age(ActivityFamilies.LAST_PROGRESS).above(Duration.ofMillis(600_250)).query(),
          Query.of(ActivityFamilies.ACTIVE_SESSIONS)
              .dividedBy(
                  Query.of(ActivityFamilies.REQUEST_QUEUE_DEPTH).by(TENANT).avg(),
                  Matching.manyToOne(TENANT))
              .atLeast(1e-9)
              .query(),
          Query.of(ActivityFamilies.STUCK)
              .above(0)
              .query()
              .times(Query.age(ActivityFamilies.LAST_PROGRESS), Matching.manyToOne(TENANT, AGENT)),
          Query.of(ActivityFamilies.STUCK)
              .above(0)
              .unless(Query.of(SelfFamilies.SOURCE_UP).is(0), Matching.on())
              .and(Query.of(ActivityFamilies.ACTIVE_SESSIONS).above(-1e20), Matching.on(AGENT))
              .query()
              .by()
              .count(),
          Distribution.of(DistributionTest.COST, Windows.HOUR).quantile(0.95),
          Distribution.of(DistributionTest.COST, Windows.HOUR).by(TENANT).quantile(0.5),
          Distribution.of(DistributionTest.COST, Windows.HOUR).by().mean(),
          Query.total(SpendFamilies.COST).by(TENANT).sumOnce(),
          Query.observed(DistributionTest.COST).by(TENANT).sumOnce(),
          Query.of(
              ActivityFamilies.STUCK,
              Matcher.noneOf(CAUSE, List.of("a\"b\\c.d|(e)-f_g{{}}$^~`'!#", "größe\n"))),
          Query.of(ForeignFamilies.ALERTS, Matcher.equal(Label.ALERTSTATE, "firing"))
              .is(1)
              .query()
              .absent()
              .query());

  @TempDir Path folder;

  @Test
  void acceptsEveryQuery() throws Exception {
    for (Query<?> query : QUERIES) {
      assertThat(check(query.text())).as(query.text()).contains("SUCCESS: 1 rules found");
    }
  }

  @Test
  void refusesWhatIsNoQuery() throws Exception {
    assertThat(check("sum by (tenant (agent_stuck)")).contains("FAILED");
  }

  private String check(String promql) throws Exception {
    String indented = promql.replace("\\", "\\\\").replace("\"", "\\\"");
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            "groups: [{name: q, rules: [{record: \"a:b:c\", expr: \"%s\"}]}]\n"
                .formatted(indented.replace("\t", "\\t").replace("\r", "\\r")));
    var process =
        new ProcessBuilder("promtool", "check", "rules", rules.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
