package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.CLASS;
import static watchbill.metrics.catalogue.Label.MODEL;
import static watchbill.metrics.catalogue.Label.PROVIDER;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.USE;

import java.time.Duration;
import java.util.List;
import watchbill.metrics.catalogue.ActivityFamilies;
import watchbill.metrics.catalogue.ActivityFamilies.OutcomeLabels;
import watchbill.metrics.catalogue.SpendFamilies;
import watchbill.metrics.catalogue.SpendFamilies.CostLabels;
import watchbill.metrics.catalogue.SpendFamilies.ModelLabels;
import watchbill.metrics.catalogue.SpendFamilies.TokenLabels;
import watchbill.metrics.catalogue.SpendFamilies.UseLabels;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Recorded;
import watchbill.metrics.promql.Window;
import watchbill.metrics.promql.Windows;

/// What is recorded of spend: totals of all agents of a role or of a tenant, those that share
/// series included. A total has no gap when an agent begins late, and a growth says nothing false
/// when one begins anew.
final class Spend {
  static final Window DAY = Window.of(Duration.ofDays(1));

  /// Over which time the share of the cache is looked at: long enough for a slow night.
  static final Window SIX_HOURS = Window.of(Duration.ofHours(6));

  /// Tokens that are missing from the bill.
  static final Recorded<ModelLabels> UNPRICED =
      new Recorded<>(
          "model:unpriced_tokens:total",
          Query.total(SpendFamilies.UNPRICED_TOKENS)
              .by(TENANT, PROVIDER, MODEL)
              .sumOnce()
              .minus(
                  Query.total(SpendFamilies.PRICED_LATER_TOKENS)
                      .by(TENANT, PROVIDER, MODEL)
                      .sumOnce(),
                  Matching.on(TENANT, PROVIDER, MODEL)));

  /// Dollars.
  static final Recorded<CostLabels> COST =
      new Recorded<>(
          "role:cost_usd:total", Query.total(SpendFamilies.COST).by(TENANT, ROLE).sumOnce());

  /// Dollars of the last hour.
  static final Recorded<CostLabels> COST_OF_HOUR =
      new Recorded<>("role:cost_usd:growth1h", Query.growth(COST, Windows.HOUR));

  /// The dearest hour of the last day.
  static final Recorded<CostLabels> DEAREST_HOUR =
      new Recorded<>("role:cost_usd_growth1h:max1d", Query.maxOver(COST_OF_HOUR, DAY));

  /// Dollars by what they were spent for.
  static final Recorded<UseLabels> SETTLED =
      new Recorded<>(
          "use:settled_cost_usd:total",
          Query.total(SpendFamilies.SETTLED_COST).by(TENANT, USE).sumOnce());

  /// Dollars of the last day, by what they were spent for.
  static final Recorded<UseLabels> SETTLED_OF_DAY =
      new Recorded<>("use:settled_cost_usd:growth1d", Query.growth(SETTLED, DAY));

  /// Tokens of prompts.
  static final Recorded<TokenLabels> PROMPTS =
      new Recorded<>("role:prompt_tokens:total", tokens(Matcher.notEqual(CLASS, "output")));

  /// Those of them that the provider's cache had.
  static final Recorded<TokenLabels> CACHED =
      new Recorded<>("role:cache_read_tokens:total", tokens(Matcher.equal(CLASS, "cache_read")));

  /// Which share that is.
  static final Recorded<TokenLabels> CACHE_SHARE =
      new Recorded<>(
          "role:cache_read_share:growth6h",
          Query.growth(CACHED, SIX_HOURS)
              .dividedBy(Query.growth(PROMPTS, SIX_HOURS), Matching.on(TENANT, ROLE)));

  /// Answers of models.
  static final Recorded<ModelLabels> RESPONSES =
      new Recorded<>(
          "role:model_responses:total",
          Query.total(SpendFamilies.MODEL_RESPONSES).by(TENANT, ROLE).sumOnce());

  /// Tool calls that ended.
  static final Recorded<OutcomeLabels> TOOL_CALLS =
      new Recorded<>(
          "role:tool_calls:total",
          Query.total(ActivityFamilies.TOOL_CALLS).by(TENANT, ROLE).sumOnce());

  static final List<Recorded<?>> ALL =
      List.of(
          UNPRICED,
          COST,
          COST_OF_HOUR,
          DEAREST_HOUR,
          SETTLED,
          SETTLED_OF_DAY,
          PROMPTS,
          CACHED,
          CACHE_SHARE,
          RESPONSES,
          TOOL_CALLS);

  private Spend() {}

  private static Query<TokenLabels> tokens(Matcher<? super TokenLabels> classes) {
    return Query.total(SpendFamilies.TOKENS_CONSUMED, classes).by(TENANT, ROLE).sumOnce();
  }
}
