package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.MODEL;
import static watchbill.metrics.catalogue.Label.PROVIDER;
import static watchbill.metrics.catalogue.Label.TENANT;
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
import watchbill.metrics.catalogue.SpendFamilies.ModelLabels;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Windows;

/// Alerts about the bill.
public final class SpendAlerts {
  private static final ModelLabels NEW_MODEL =
      new ModelLabels("acme", "coder-0", "coder", "anthropic", "claude-next");

  /// Tokens are consumed that nobody knows the price of: the bill is too small.
  public static final Alert<ModelLabels> TOKENS_UNPRICED =
      new Alert<>(
          "AgentTokensUnpriced",
          Query.increase(UNPRICED_TOKENS, Windows.HOUR).by(TENANT, PROVIDER, MODEL).sum().above(0),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.COST,
          "No price is known for {{ $labels.provider }} {{ $labels.model }}, which"
              + " {{ $labels.tenant }} uses: the bill is too small.",
          List.of(
              Example.when("a model without a price is used, and is given one")
                  .with(UNPRICED_TOKENS, NEW_MODEL, "0x9 500+500x10 5500x80")
                  .quietAt(9)
                  .firesAt(
                      15, Map.of("tenant", "acme", "provider", "anthropic", "model", "claude-next"))
                  .quietAt(90),
              Example.when("all tokens have a price")
                  .with(UNPRICED_TOKENS, NEW_MODEL, "0x60")
                  .quietAt(30)));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-spend", TOKENS_UNPRICED);

  private SpendAlerts() {}
}
