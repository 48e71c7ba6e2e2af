package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.ActivityFamilies.TOOL_CALLS;
import static watchbill.metrics.catalogue.Label.MODEL;
import static watchbill.metrics.catalogue.Label.PROVIDER;
import static watchbill.metrics.catalogue.Label.RESOURCE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.Label.USE;
import static watchbill.metrics.catalogue.SpendFamilies.COST;
import static watchbill.metrics.catalogue.SpendFamilies.MODEL_RESPONSES;
import static watchbill.metrics.catalogue.SpendFamilies.PRICED_LATER_TOKENS;
import static watchbill.metrics.catalogue.SpendFamilies.SETTLED_COST;
import static watchbill.metrics.catalogue.SpendFamilies.TOKENS_CONSUMED;
import static watchbill.metrics.catalogue.SpendFamilies.UNPRICED_TOKENS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.ActivityFamilies.OutcomeLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies;
import watchbill.metrics.catalogue.InfrastructureFamilies.UnpricedLabels;
import watchbill.metrics.catalogue.SpendFamilies.CostLabels;
import watchbill.metrics.catalogue.SpendFamilies.ModelLabels;
import watchbill.metrics.catalogue.SpendFamilies.TokenLabels;
import watchbill.metrics.catalogue.SpendFamilies.UseLabels;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Window;
import watchbill.metrics.promql.Windows;

/// Alerts about the bill.
public final class SpendAlerts {
  /// How many times the dearest hour around this time of an earlier day is a spike.
  private static final double SPIKE = 3;

  /// Dollars an hour below which nobody looks for the reason of a spike.
  private static final double SPIKE_USD = 20;

  /// Six hours that ended so long ago were around this time yesterday.
  private static final Window YESTERDAY = Window.of(Duration.ofHours(21));

  /// And these a week ago.
  private static final Window WEEK_AGO = Window.of(Duration.ofHours(7 * 24 - 3));

  /// The share of a day's dollars that somebody should do something about, for one use.
  private static final double WASTE = 0.25;

  /// Dollars a day below which nobody does.
  private static final double WASTE_USD = 20;

  /// How far the share of the cache falls when a prompt has changed at its beginning, and not only
  /// the work: cached tokens cost a tenth.
  private static final double CACHE_FALL = 0.25;

  /// Tokens below which a share says little, and costs little: 15 dollars at 3 a million.
  private static final double CACHE_TOKENS = 5_000_000;

  /// So many calls of tools are asked for by some answer of a model.
  private static final double CALLS = 20;

  private static final Matching<ModelLabels> MODELS = Matching.on(TENANT, PROVIDER, MODEL);

  private static final ModelLabels NEW_MODEL =
      new ModelLabels("acme", "coder-0", "coder", "anthropic", "claude-next");
  private static final ModelLabels OLD_MODEL =
      new ModelLabels("acme", "_other", "coder", "anthropic", "claude-opus-4-6");
  private static final CostLabels DOLLARS =
      new CostLabels("acme", "_other", "coder", "anthropic", "claude-opus-4-6", "output");
  private static final OutcomeLabels CALLED = new OutcomeLabels("acme", "coder-0", "coder", "ok");
  private static final Map<String, String> LOOPED_FIRES = Map.of("tenant", "acme", "use", "looped");
  private static final Map<String, String> MODEL_FIRES =
      Map.of("tenant", "acme", "provider", "anthropic", "model", "claude-next");
  private static final Map<String, String> ROLE_FIRES = Map.of("tenant", "acme", "role", "coder");

  /// Tokens are consumed that nobody knows the price of: the bill is too small. A model that was
  /// not there an hour ago counts from its first token where its tenant was.
  public static final Alert<ModelLabels> TOKENS_UNPRICED =
      new Alert<>(
          "AgentTokensUnpriced",
          Query.growth(Spend.UNPRICED, Windows.HOUR).above(0).or(unpricedNewcomer()),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.COST,
          "No price is known for {{ $labels.provider }} {{ $labels.model }}, which"
              + " {{ $labels.tenant }} uses: the bill is too small.",
          List.of(
              Example.when("a model without a price is used, and is given one")
                  .with(UNPRICED_TOKENS, NEW_MODEL, "0x9 500+500x10 5500x80")
                  .with(PRICED_LATER_TOKENS, NEW_MODEL, "0x100")
                  .quietAt(9)
                  .firesAt(10, MODEL_FIRES)
                  .firesAt(79, MODEL_FIRES)
                  .quietAt(80),
              Example.when("a price arrives for what was consumed without one")
                  .with(UNPRICED_TOKENS, NEW_MODEL, "0x9 500x30")
                  .with(PRICED_LATER_TOKENS, NEW_MODEL, "0x19 500x20")
                  .firesAt(19, MODEL_FIRES)
                  .quietAt(20),
              Example.when("a new model without a price is used once")
                  .with(UNPRICED_TOKENS, OLD_MODEL, "0x200")
                  .with(PRICED_LATER_TOKENS, OLD_MODEL, "0x200")
                  .with(UNPRICED_TOKENS, NEW_MODEL, "_x80 500x120")
                  .with(PRICED_LATER_TOKENS, NEW_MODEL, "_x80 0x120")
                  .quietAt(79)
                  .firesAt(80, MODEL_FIRES)
                  .firesAt(139, MODEL_FIRES)
                  .quietAt(140),
              Example.when("a new model with a price is used")
                  .with(UNPRICED_TOKENS, OLD_MODEL, "0x200")
                  .with(PRICED_LATER_TOKENS, OLD_MODEL, "0x200")
                  .with(UNPRICED_TOKENS, NEW_MODEL, "_x80 0x120")
                  .with(PRICED_LATER_TOKENS, NEW_MODEL, "_x80 0x120")
                  .quietAt(80)
                  .quietAt(100),
              Example.when("Prometheus hears late of what was consumed long ago")
                  .with(UNPRICED_TOKENS, NEW_MODEL, "_x10 5500x80")
                  .with(PRICED_LATER_TOKENS, NEW_MODEL, "_x10 0x80")
                  .quietAt(10)
                  .quietAt(60)
                  .quietAt(75)));

  /// A role costs far more than around this time yesterday, and than a week ago.
  public static final Alert<CostLabels> COST_SPIKE =
      new Alert<>(
          "AgentCostSpike",
          Query.of(Spend.COST_OF_HOUR)
              .above(usualAtMost(YESTERDAY), Matching.on(TENANT, ROLE))
              .and(Query.of(Spend.COST_OF_HOUR).above(SPIKE_USD), Matching.on(TENANT, ROLE))
              .unless(
                  Query.of(Spend.COST_OF_HOUR)
                      .atMost(usualAtMost(WEEK_AGO), Matching.on(TENANT, ROLE)),
                  Matching.on(TENANT, ROLE)),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.TENANT,
          View.COST,
          "Agents of {{ $labels.tenant }} with role {{ $labels.role }} cost more than three times"
              + " as much as around this time yesterday, and a week ago.",
          List.of(
              Example.when("an hour costs three times as much as yesterday, then more")
                  .with(COST, DOLLARS, "0+0.25x2000 500.75+0.75x99 576+1x1600")
                  .quietAt(2_100)
                  .quietAt(2_115)
                  .firesAt(2_116, ROLE_FIRES)
                  .firesAt(3_269, ROLE_FIRES)
                  .quietAt(3_270),
              Example.when(
                      "an hour costs three times as much as a week ago, and more than on Sunday")
                  .with(COST, DOLLARS, "0 20x60 20.25+0.25x9838 2481+1x560")
                  .quietAt(9_980)
                  .quietAt(10_335)
                  .firesAt(10_336, ROLE_FIRES),
              Example.when("little becomes less little")
                  .with(COST, DOLLARS, "0x1999 20x9 21x70")
                  .quietAt(2_009)
                  .quietAt(2_024)
                  .firesAt(2_025, ROLE_FIRES)
                  .firesAt(2_059, ROLE_FIRES)
                  .quietAt(2_060),
              Example.when("nobody knows what was usual")
                  .with(COST, DOLLARS, "0+10x200")
                  .quietAt(199)));

  /// Much of what a tenant spends is for nothing, and always for the same reason.
  public static final Alert<UseLabels> SPEND_WASTED =
      new Alert<>(
          "AgentSpendWasted",
          Query.of(Spend.SETTLED_OF_DAY, Matcher.notEqual(USE, "productive"))
              .dividedBy(
                  Query.of(Spend.SETTLED_OF_DAY).by(TENANT).sum(), Matching.manyToOne(TENANT))
              .above(WASTE)
              .and(Query.of(Spend.SETTLED_OF_DAY).above(WASTE_USD), Matching.on(TENANT, USE)),
          Duration.ofHours(1),
          Severity.TICKET,
          Owner.TENANT,
          View.BUDGETS,
          "More than a quarter of what {{ $labels.tenant }} spent in a day was wasted:"
              + " {{ $labels.use }}.",
          List.of(
              Example.when("a quarter is wasted, then more, for a day")
                  .with(SETTLED_COST, use("productive"), "0x9 75x1500")
                  .with(SETTLED_COST, use("looped"), "0x9 25x9 26x1500")
                  .quietAt(79)
                  .firesAt(80, LOOPED_FIRES)
                  .firesAt(1449, LOOPED_FIRES)
                  .quietAt(1450),
              Example.when("all of little is wasted")
                  .with(SETTLED_COST, use("productive"), "0x200")
                  .with(SETTLED_COST, use("looped"), "0x9 20x69 21x100")
                  .quietAt(79)
                  .quietAt(139)
                  .firesAt(140, LOOPED_FIRES),
              Example.when("nothing is wasted")
                  .with(SETTLED_COST, use("productive"), "0+5x200")
                  .with(SETTLED_COST, use("looped"), "0x200")
                  .quietAt(150)));

  /// Prompts that were cached are not any more.
  public static final Alert<TokenLabels> CACHE_SHARE =
      new Alert<>(
          "AgentCacheShareFallen",
          Query.before(Spend.CACHE_SHARE, Spend.DAY)
              .minus(Query.of(Spend.CACHE_SHARE), Matching.on(TENANT, ROLE))
              .above(CACHE_FALL)
              .and(
                  Query.growth(Spend.PROMPTS, Spend.SIX_HOURS).above(CACHE_TOKENS),
                  Matching.on(TENANT, ROLE)),
          Duration.ofMinutes(30),
          Severity.TICKET,
          Owner.TENANT,
          View.COST,
          "Agents of {{ $labels.tenant }} with role {{ $labels.role }} read far less from the"
              + " prompt cache than a day ago.",
          List.of(
              Example.when("less is read from the cache, then hardly less, until it is usual")
                  .with(TOKENS_CONSUMED, tokens("output"), "0+100000x3000")
                  .with(
                      TOKENS_CONSUMED,
                      tokens("cache_read"),
                      "0+75000x1499 112500000+50000x399 132500000+49000x1100")
                  .with(
                      TOKENS_CONSUMED,
                      tokens("input"),
                      "0+25000x1499 37500000+50000x399 57500000+51000x1100")
                  .quietAt(1_890)
                  .quietAt(1_930)
                  .firesAt(1_931, ROLE_FIRES)
                  .firesAt(2_954, ROLE_FIRES)
                  .quietAt(2_955),
              Example.when("few tokens are read at all")
                  .with(TOKENS_CONSUMED, tokens("cache_read"), "0+7500x1499 11250000x500")
                  .with(
                      TOKENS_CONSUMED,
                      tokens("cache_write_5m"),
                      "0+2500x1499 3750000+10000x399 9150000+10000x39 9550001+10000x100")
                  .quietAt(1_899)
                  .quietAt(1_935)
                  .quietAt(1_969)
                  .firesAt(1_970, ROLE_FIRES),
              Example.when("nobody knows what was read from the cache a day ago")
                  .with(TOKENS_CONSUMED, tokens("cache_read"), "0x1000")
                  .with(TOKENS_CONSUMED, tokens("input"), "0+100000x1000")
                  .quietAt(500)
                  .quietAt(999)));

  /// Agents work, and have stopped to tell what their models consume.
  public static final Alert<OutcomeLabels> COST_UNKNOWN =
      new Alert<>(
          "AgentCostUnknown",
          Query.growth(Spend.TOOL_CALLS, Windows.HOUR)
              .atLeast(CALLS)
              .and(Query.growth(Spend.RESPONSES, Windows.HOUR).is(0), Matching.on(TENANT, ROLE)),
          Duration.ofMinutes(10),
          Severity.TICKET,
          Owner.TENANT,
          View.COST,
          "Agents of {{ $labels.tenant }} with role {{ $labels.role }} call tools, and tell no more"
              + " what their models consume: the bill is too small.",
          List.of(
              Example.when("answers are told no more, then again")
                  .with(TOOL_CALLS, CALLED, "0+1x200")
                  .with(MODEL_RESPONSES, OLD_MODEL, "0+1x20 20x150 21x40")
                  .quietAt(89)
                  .firesAt(90, ROLE_FIRES)
                  .firesAt(171, ROLE_FIRES)
                  .quietAt(172),
              Example.when("few tools are called")
                  .with(TOOL_CALLS, CALLED, "0x99 19x30 20x100")
                  .with(MODEL_RESPONSES, OLD_MODEL, "5x250")
                  .quietAt(130)
                  .quietAt(140)
                  .firesAt(141, ROLE_FIRES)
                  .firesAt(159, ROLE_FIRES)
                  .quietAt(160),
              Example.when("programs without a model call tools")
                  .with(TOOL_CALLS, CALLED, "0+10x200")
                  .quietAt(100)));

  /// The cluster has what no rate is configured for.
  public static final Alert<UnpricedLabels> INFRASTRUCTURE_UNPRICED =
      new Alert<>(
          "AgentInfrastructureUnpriced",
          Query.of(InfrastructureFamilies.UNPRICED).by(RESOURCE).max().above(0),
          Duration.ofHours(1),
          Severity.TICKET,
          Owner.PLATFORM,
          View.COST,
          "The cluster has a {{ $labels.resource }} without a rate: what agents cost beside tokens"
              + " is too little.",
          List.of(
              Example.when("a GPU without a rate joins, and leaves")
                  .with(InfrastructureFamilies.UNPRICED, new UnpricedLabels("gpu"), "0x9 1x70 0x20")
                  .quietAt(69)
                  .firesAt(70, Map.of("resource", "gpu"))
                  .firesAt(80, Map.of("resource", "gpu"))
                  .quietAt(81),
              Example.when("everything has a rate")
                  .with(InfrastructureFamilies.UNPRICED, new UnpricedLabels("gpu"), "0x90")
                  .quietAt(80)));

  static final AlertGroup GROUP =
      new AlertGroup(
          "watchbill-spend",
          Spend.ALL,
          List.of(
              TOKENS_UNPRICED,
              COST_SPIKE,
              SPEND_WASTED,
              CACHE_SHARE,
              COST_UNKNOWN,
              INFRASTRUCTURE_UNPRICED));

  private SpendAlerts() {}

  /// A model that has unpriced tokens and was not used an hour ago, of a tenant that was seen then.
  private static Condition<ModelLabels> unpricedNewcomer() {
    var hourAgo = Query.before(Spend.UNPRICED, Windows.HOUR);
    return Query.growth(Spend.UNPRICED, Windows.HOUR)
        .present()
        .and(Query.of(Spend.UNPRICED).above(0), MODELS)
        .unless(hourAgo.present(), MODELS)
        .and(hourAgo.present(), Matching.on(TENANT));
  }

  private static UseLabels use(String use) {
    return new UseLabels("acme", "_other", "coder", use);
  }

  private static TokenLabels tokens(String tokenClass) {
    return new TokenLabels("acme", "_other", "coder", "anthropic", "claude-opus-4-6", tokenClass);
  }

  private static Query<CostLabels> usualAtMost(Window ago) {
    return Query.before(Spend.DEAREST_HOUR, ago).scaled(SPIKE);
  }
}
