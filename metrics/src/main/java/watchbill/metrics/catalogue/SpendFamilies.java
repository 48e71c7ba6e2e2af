package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CLASS;
import static watchbill.metrics.catalogue.Label.MODEL;
import static watchbill.metrics.catalogue.Label.PROVIDER;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;

/// What agents consume, and what it costs.
public final class SpendFamilies {
  private static final String RESPONSES_ONCE =
      "agent.model.finished, one model response counted once";

  /// Tokens by class.
  public static final Counter<TokenLabels> TOKENS_CONSUMED =
      Counter.ours(
          "agent_tokens_consumed_total",
          Unit.TOKENS,
          TokenLabels.LABELS,
          "Tokens that models read and wrote for the agent, by class.",
          RESPONSES_ONCE);

  /// Distinct model responses.
  public static final Counter<ModelLabels> MODEL_RESPONSES =
      Counter.ours(
          "agent_model_responses_total",
          Unit.NONE,
          ModelLabels.LABELS,
          "Distinct model responses that the agent got.",
          RESPONSES_ONCE);

  /// The price of all tokens that have one.
  public static final Counter<ModelLabels> COST =
      Counter.ours(
          "agent_cost_usd_total",
          Unit.USD,
          ModelLabels.LABELS,
          "List price of the tokens that the agent consumed, in US dollars.",
          "agent_tokens_consumed_total and the price book");

  /// Tokens for which no price is known.
  public static final Counter<ModelLabels> UNPRICED_TOKENS =
      Counter.ours(
          "agent_unpriced_tokens_total",
          Unit.TOKENS,
          ModelLabels.LABELS,
          "Tokens for which the price book has no price; their cost is missing from the bill.",
          "agent_tokens_consumed_total and the price book");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(TOKENS_CONSUMED, MODEL_RESPONSES, COST, UNPRICED_TOKENS);

  private SpendFamilies() {}

  /// An agent and a model that it uses.
  public record ModelLabels(String tenant, String agent, String role, String provider, String model)
      implements LabelSet, Has.Identity, Has.Provider, Has.Model {
    static final Labels<ModelLabels> LABELS =
        Labels.of(ModelLabels.class, TENANT, AGENT, ROLE, PROVIDER, MODEL);
  }

  /// An agent, a model that it uses, and a class of tokens.
  public record TokenLabels(
      String tenant, String agent, String role, String provider, String model, String tokenClass)
      implements LabelSet, Has.Identity, Has.Provider, Has.Model, Has.TokenClass {
    static final Labels<TokenLabels> LABELS =
        Labels.of(TokenLabels.class, TENANT, AGENT, ROLE, PROVIDER, MODEL, CLASS);
  }
}
