package watchbill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import watchbill.core.TokenClass;
import watchbill.core.money.DailyHours;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.Price;
import watchbill.core.money.PriceRow;
import watchbill.core.money.PromptTier;
import watchbill.core.money.Resolution;
import watchbill.core.money.Tariff;
import watchbill.core.money.Validity;
import watchbill.wire.Rfc3339;

/// One price row in words: what it costs, how it was found, when it holds and who says so.
record PriceExplanation(
    Resolution resolution, PriceRow row, Tariff tariff, String serviceTier, long atMillis) {
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s at %s, %s"
            .formatted(
                resolution.provider(),
                row.model(),
                Rfc3339.text(atMillis),
                PriceRow.LIST_PRICE.contains(serviceTier)
                    ? "list price"
                    : "service tier " + serviceTier));
    resolution.steps().forEach(step -> lines.add("  because  " + step));
    lines.add("  holds    " + when(row.validity()));
    lines.add("  source   " + row.source());
    lines.add(
        "  usd for a million tokens       "
            + columns(Stream.of(TokenClass.values()).map(Words::of)));
    lines.add("  " + rates("every prompt", tariff.base()));
    for (PromptTier tier : tariff.tiers()) {
      lines.add("  " + rates(size(tier), tier.price()));
    }
    lines.add("  server tools                   " + tools(tariff.base().serverTools()));
    if (!row.serviceTiers().isEmpty()) {
      lines.add("  service tiers                  " + String.join(", ", row.serviceTiers()));
    }
    return lines;
  }

  private static String size(PromptTier tier) {
    return String.format(
        Locale.ROOT, "prompt %s %,d tokens", tier.inclusive() ? "from" : "above", tier.threshold());
  }

  private static String rates(String what, Price price) {
    return String.format(Locale.ROOT, "%-29s  ", what)
        + columns(Stream.of(TokenClass.values()).map(of -> dollars(price.rate(of), 1_000_000)));
  }

  private static String columns(Stream<String> texts) {
    StringBuilder columns = new StringBuilder();
    texts.forEach(text -> columns.append(String.format(Locale.ROOT, "%16s", text)));
    return columns.toString();
  }

  private static String tools(long rate) {
    return rate == Price.UNPRICED
        ? "no price"
        : "$" + dollars(rate, 1_000) + " for a thousand calls";
  }

  private static String dollars(long rate, int units) {
    return rate == Price.UNPRICED ? "no price" : PicoUsd.toDecimal(rate * units);
  }

  private static String when(Validity validity) {
    String from =
        validity.fromMillis() == Long.MIN_VALUE
            ? "from the beginning"
            : "from " + Rfc3339.text(validity.fromMillis());
    String to =
        validity.toMillis() == Long.MAX_VALUE
            ? ", until a later row"
            : " until " + Rfc3339.text(validity.toMillis());
    return from + to + hours(validity.hours());
  }

  private static String hours(@Nullable DailyHours hours) {
    return hours == null
        ? ""
        : ", from %s to %s UTC each day"
            .formatted(time(hours.fromMillis()), time(hours.toMillis()));
  }

  private static String time(int millis) {
    int minutes = millis / 60_000;
    return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
  }
}
