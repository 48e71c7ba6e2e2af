package watchbill.cli;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigSection;
import watchbill.core.money.Calendars;
import watchbill.core.money.Period;
import watchbill.exporter.budgets.Budget;

/// Where tenants' days begin, and what their agents may spend: the section `spend`.
record SpendConfig(Calendars calendars, List<Budget> budgets) {
  /// Days begin at midnight UTC, and nobody has a budget.
  static final SpendConfig DEFAULT = new SpendConfig(Calendars.UTC, List.of());

  private static final String ZONE = "a time zone such as UTC or Europe/Berlin";
  private static final String DOLLARS = "an amount from 0.01 to 1000000, with cents at most";
  private static final String CURRENCY = "USD, the currency of all prices";
  private static final int PICO_DIGITS = 12;
  private static final BigDecimal LEAST = new BigDecimal("0.01");
  private static final BigDecimal MOST = new BigDecimal("1000000");
  private static final long MOST_TOKENS = 1_000_000_000_000_000L;

  static SpendConfig of(ConfigSection spend) {
    Optional<String> currency =
        spend.parsed("currency", CURRENCY, text -> Optional.of(text).filter("USD"::equals));
    Optional<ZoneId> zone = spend.parsed("timeZone", ZONE, SpendConfig::zone);
    Map<String, ZoneId> zones = new HashMap<>();
    spend
        .textsByKey("timeZones", Map.of())
        .forEach((tenant, text) ->
            zones.put(
                tenant,
                zone(text)
                    .orElseThrow(() -> new ConfigError("spend.timeZones." + tenant, ZONE, text))));
    List<Budget> budgets = new ArrayList<>();
    for (ConfigSection section : spend.sections("budgets")) {
      Budget budget = budget(section);
      if (budget.picoUsd().isPresent() && currency.isEmpty()) {
        throw spend.refusal("currency", CURRENCY + ", where a budget is in dollars");
      }
      if (zone.isEmpty() && !zones.containsKey(budget.tenant())) {
        throw spend.refusal("timeZone", ZONE + ", where there is a budget");
      }
      if (budgets.stream().anyMatch(other -> other.name().equals(budget.name()))) {
        throw section.refusal("name", "a name that no other budget has");
      }
      budgets.add(budget);
    }
    return new SpendConfig(new Calendars(zones, zone.orElse(ZoneOffset.UTC)), budgets);
  }

  private static Budget budget(ConfigSection budget) {
    OptionalLong picoUsd =
        budget
            .parsed("usd", DOLLARS, SpendConfig::picoUsd)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    long tokens = budget.number("tokens", 0, 1, MOST_TOKENS);
    if (picoUsd.isEmpty() && tokens == 0) {
      throw budget.refusal("usd", "a limit in usd, in tokens or in both");
    }
    return new Budget(
        budget.text("name"),
        budget.text("tenant", ""),
        Set.copyOf(budget.texts("roles", List.of())),
        Set.copyOf(budget.texts("agents", List.of())),
        budget.choice("period", Period.DAY),
        budget.flag("eachAgent", false),
        picoUsd,
        tokens == 0 ? OptionalLong.empty() : OptionalLong.of(tokens));
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Long> picoUsd(String text) {
    try {
      BigDecimal dollars = new BigDecimal(text);
      return dollars.scale() > 2 || dollars.compareTo(LEAST) < 0 || dollars.compareTo(MOST) > 0
          ? Optional.empty()
          : Optional.of(dollars.movePointRight(PICO_DIGITS).longValueExact());
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
