package watchbill.metrics.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static watchbill.metrics.catalogue.ActivityFamilies.ACTIVE_SESSIONS;
import static watchbill.metrics.catalogue.ActivityFamilies.LAST_PROGRESS;
import static watchbill.metrics.catalogue.ActivityFamilies.REQUEST_QUEUE_DEPTH;
import static watchbill.metrics.catalogue.ActivityFamilies.STUCK;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CAUSE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.SelfFamilies.SOURCE_UP;
import static watchbill.metrics.catalogue.SpendFamilies.COST;
import static watchbill.metrics.catalogue.SpendFamilies.MODEL_RESPONSES;
import static watchbill.metrics.catalogue.SpendFamilies.TOKENS_CONSUMED;
import static watchbill.metrics.catalogue.SpendFamilies.UNPRICED_TOKENS;
import static watchbill.metrics.catalogue.TaskFamilies.TASK_DURATION;
import static watchbill.metrics.promql.Windows.HOUR;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.metrics.catalogue.SpendFamilies.ModelLabels;

final class QueryTest {
  @Test
  void selectsAGauge() {
    assertText(Query.lastOver(STUCK, Windows.HOUR), "last_over_time(agent_stuck[1h])");
    assertText(Query.of(STUCK), "agent_stuck");
    assertText(
        Query.of(STUCK, Matcher.equal(CAUSE, "tool_hang"), Matcher.matches(TENANT, "a.*")),
        "agent_stuck{cause=\"tool_hang\", tenant=~\"a.*\"}");
  }

  @Test
  void escapesWhatAMatcherAsksFor() {
    assertText(
        Query.of(STUCK, Matcher.notEqual(AGENT, "say \"hi\"\n\\d")),
        "agent_stuck{agent!=\"say \\\"hi\\\"\\n\\\\d\"}");
  }

  @Test
  void ratesAndIncreasesACounter() {
    assertText(Query.rate(COST, HOUR).perHour(), "rate(agent_cost_usd_total[1h]) * 3600");
    assertText(
        Query.increase(COST, HOUR, Matcher.equal(TENANT, "acme")).by(TENANT).sum(),
        "sum by (tenant) (increase(agent_cost_usd_total{tenant=\"acme\"}[1h]))");
  }

  @Test
  void aggregates() {
    assertText(Query.of(STUCK).by(TENANT, CAUSE).max(), "max by (tenant, cause) (agent_stuck)");
    assertText(Query.of(STUCK).by().sum(), "sum(agent_stuck)");
    assertText(
        Query.of(STUCK).is(1).query().by(CAUSE).count(), "count by (cause) (agent_stuck == 1)");
    assertText(Query.of(ACTIVE_SESSIONS).by(ROLE).avg(), "avg by (role) (agent_active_sessions)");
    assertText(Query.of(SOURCE_UP).by().min().top(3), "topk(3, min(watchbill_source_up))");
  }

  @Test
  void countsOnceWhatSeveralExportersShow() {
    assertText(
        Query.total(COST).by(TENANT, ROLE).sumOnce(),
        "max by (tenant, role) (sum by (tenant, role, instance) (agent_cost_usd_total))");
    assertText(Query.total(COST).by().sumOnce(), "max(sum by (instance) (agent_cost_usd_total))");
    assertThat(Query.total(COST).by(TENANT).sumOnce().labels()).containsExactly("tenant");
  }

  @Test
  void countsWhatAHistogramHasSeenInEitherForm() {
    assertText(
        Query.observed(TASK_DURATION).by(TENANT).sum(),
        "sum by (tenant) (agent_task_duration_seconds_count"
            + " or histogram_count(agent_task_duration_seconds))");
    assertThat(Query.observed(TASK_DURATION).measure()).hasToString("number ever");
  }

  @Test
  void isAtLeastSoMuch() {
    assertText(
        Query.of(ACTIVE_SESSIONS).scaled(0.5).orAtLeast(25),
        "clamp_min(agent_active_sessions * 0.5, 25)");
    assertThat(Query.total(COST).orAtLeast(1).measure()).hasToString("usd ever");
  }

  @Test
  void matchesWhatIsNoneOfSomeValues() {
    assertText(
        Query.of(STUCK, Matcher.noneOf(CAUSE, List.of("tool_hang", "a-b|(c).*", "größe"))),
        "agent_stuck{cause!~\"tool_hang|a-b\\\\|\\\\(c\\\\)\\\\.\\\\*|größe\"}");
  }

  @Test
  void filters() {
    assertText(Query.of(ACTIVE_SESSIONS).above(15).query(), "agent_active_sessions > 15");
    assertText(Query.of(ACTIVE_SESSIONS).atLeast(0.5).query(), "agent_active_sessions >= 0.5");
    assertText(
        Query.age(LAST_PROGRESS).above(Duration.ofMinutes(10)).query(),
        "(time() - agent_last_progress_timestamp_seconds) > 600");
    assertText(
        Query.until(LAST_PROGRESS).below(0).query(),
        "(agent_last_progress_timestamp_seconds - time()) < 0");
    assertText(
        Query.of(ACTIVE_SESSIONS)
            .above(Query.of(REQUEST_QUEUE_DEPTH), Matching.on(TENANT, AGENT))
            .query(),
        "agent_active_sessions > on (tenant, agent) agent_request_queue_depth");
    assertText(
        Query.of(ACTIVE_SESSIONS)
            .atMost(Query.of(REQUEST_QUEUE_DEPTH), Matching.on(TENANT, AGENT))
            .query(),
        "agent_active_sessions <= on (tenant, agent) agent_request_queue_depth");
    assertText(
        Query.of(SOURCE_UP, Matcher.equal(SOURCE, "nats")).is(1).query().absent().query(),
        "absent(watchbill_source_up{source=\"nats\"} == 1)");
  }

  @Test
  void joinsConditions() {
    var stuck = Query.of(STUCK).above(0);
    var nobodyIsHeard = Query.of(SOURCE_UP).is(0);
    var busy = Query.of(ACTIVE_SESSIONS).above(0);
    assertText(
        stuck.unless(nobodyIsHeard, Matching.on()).query(),
        "(agent_stuck > 0) unless on () (watchbill_source_up == 0)");
    assertText(
        stuck.and(busy, Matching.on(TENANT, AGENT)).query(),
        "(agent_stuck > 0) and on (tenant, agent) (agent_active_sessions > 0)");
    assertText(
        stuck.and(busy, Matching.sameTarget()).query(),
        "(agent_stuck > 0) and on (job, instance) (agent_active_sessions > 0)");
    assertText(
        stuck.unless(Query.of(SOURCE_UP).present(), Matching.on()).query(),
        "(agent_stuck > 0) unless on () watchbill_source_up");
    assertThat(stuck.and(busy, Matching.on(TENANT, AGENT)).query().labels())
        .containsExactly("tenant", "agent", "role", "cause");
  }

  @Test
  void asksWhatIsThereAndForEitherOfTwo() {
    var idle = Query.of(STUCK).by(TENANT).max().is(0);
    var known = Query.of(LAST_PROGRESS).by(TENANT).max().present();
    assertText(
        idle.unless(known, Matching.on(TENANT)).query(),
        "(max by (tenant) (agent_stuck) == 0) unless on (tenant)"
            + " max by (tenant) (agent_last_progress_timestamp_seconds)");
    assertText(
        idle.or(Query.of(ACTIVE_SESSIONS).by(TENANT).max().is(0)).query(),
        "(max by (tenant) (agent_stuck) == 0) or (max by (tenant) (agent_active_sessions) == 0)");
  }

  @Test
  void leavesOutWhatMatches() {
    assertText(
        Query.of(SOURCE_UP, Matcher.matchesNot(SOURCE, "replication:.+")),
        "watchbill_source_up{source!~\"replication:.+\"}");
  }

  @Test
  void keepsTheLabelsThatPrometheusKeeps() {
    var sessions = Query.of(ACTIVE_SESSIONS);
    var depth = Query.of(REQUEST_QUEUE_DEPTH);
    assertThat(sessions.plus(depth, Matching.on(TENANT, AGENT)).labels())
        .containsExactly("tenant", "agent");
    assertThat(sessions.plus(depth, Matching.manyToOne(TENANT, AGENT)).labels())
        .containsExactly("tenant", "agent", "role");
    assertThat(sessions.by(ROLE).sum().labels()).containsExactly("role");
    assertThat(sessions.absent().query().labels()).isEmpty();
  }

  @Test
  void carriesUnits() {
    assertThat(Query.of(LAST_PROGRESS).measure()).hasToString("timestamp_seconds");
    assertThat(Query.age(LAST_PROGRESS).measure()).hasToString("seconds");
    assertThat(Query.total(COST).measure()).hasToString("usd ever");
    assertThat(Query.rate(COST, HOUR).measure()).hasToString("usd/s");
    assertThat(Query.rate(COST, HOUR).perHour().measure()).hasToString("usd/h");
    assertThat(Query.increase(COST, HOUR).measure()).hasToString("usd");
    assertThat(Query.of(STUCK).by(TENANT).count().measure()).hasToString("number");
    assertThat(
            Query.increase(COST, HOUR)
                .dividedBy(Query.increase(MODEL_RESPONSES, HOUR), Matching.on(TENANT))
                .measure())
        .hasToString("usd");
    assertThat(
            Query.increase(UNPRICED_TOKENS, HOUR)
                .dividedBy(Query.increase(TOKENS_CONSUMED, HOUR), Matching.<ModelLabels>on(TENANT))
                .measure())
        .hasToString("ratio");
  }

  @Test
  void multipliesByAPlainNumber() {
    var since = Query.of(STUCK).above(0).query();
    var age = since.times(Query.age(LAST_PROGRESS), Matching.manyToOne(TENANT, AGENT));
    assertText(
        age,
        "(agent_stuck > 0) * on (tenant, agent) group_left ()"
            + " (time() - agent_last_progress_timestamp_seconds)");
    assertThat(age.measure()).hasToString("seconds");
  }

  @Test
  void refusesToCompareDifferentMeasures() {
    assertThatThrownBy(() -> Query.rate(COST, HOUR).above(Query.total(COST), Matching.on(TENANT)))
        .hasMessage("query: want the same measure on both sides, have usd/s and usd ever");
    assertThatThrownBy(
            () -> Query.rate(COST, HOUR).plus(Query.rate(TOKENS_CONSUMED, HOUR), Matching.on()))
        .hasMessageEndingWith("have usd/s and tokens/s");
    assertThatThrownBy(() -> Query.of(ACTIVE_SESSIONS).above(Duration.ofMinutes(1)))
        .hasMessageEndingWith("have number and seconds");
    assertThatThrownBy(() -> Query.increase(COST, HOUR).perHour())
        .hasMessageEndingWith("have usd and usd/s");
    assertThatThrownBy(
            () -> Query.rate(COST, HOUR).times(Query.rate(COST, HOUR), Matching.on(TENANT)))
        .hasMessageStartingWith("query: want to multiply by a plain number");
    assertThatThrownBy(() ->
            Query.of(ACTIVE_SESSIONS).plus(Query.of(REQUEST_QUEUE_DEPTH), Matching.sameTarget()))
        .hasMessage("query: want a set operator for series of one target");
    assertThatThrownBy(() -> Query.until(ACTIVE_SESSIONS))
        .hasMessage("query: want a time stamp, have agent_active_sessions");
    assertThatThrownBy(() -> Query.age(ACTIVE_SESSIONS))
        .hasMessage("query: want a time stamp, have agent_active_sessions");
  }

  @Test
  void refusesALabelThatAnAggregationTookAway() {
    assertThatThrownBy(() -> Query.of(STUCK).by(TENANT).sum().by(TENANT, CAUSE))
        .hasMessage(
            "query: want to group by labels that it still has [tenant], have [tenant, cause]");
    assertThatThrownBy(
            () -> Query.of(STUCK).above(0).and(Query.of(SOURCE_UP).is(0), Matching.on(AGENT)))
        .hasMessage(
            "query: want both sides to have agent, have [tenant, agent, role, cause] and [source]");
  }

  @Test
  void refusesAConstantThatIsNoNumber() {
    assertThatThrownBy(() -> Query.of(STUCK).above(Double.NaN))
        .hasMessage("query: want a finite number, have NaN");
  }

  @Test
  void writesDurationsAsPrometheusDoes() {
    assertThat(
            List.of(
                PromDuration.text(Duration.ofSeconds(90)),
                PromDuration.text(Duration.ofMinutes(5)),
                PromDuration.text(Duration.ofHours(36)),
                PromDuration.text(Duration.ofDays(7)),
                PromDuration.text(Duration.ofMillis(1500))))
        .containsExactly("90s", "5m", "36h", "7d", "1500ms");
    assertThatThrownBy(() -> PromDuration.text(Duration.ZERO))
        .hasMessage("duration: want whole milliseconds, at least one, have PT0S");
  }

  private static void assertText(Query<?> query, String expected) {
    assertThat(query.text()).isEqualTo(expected);
  }
}
