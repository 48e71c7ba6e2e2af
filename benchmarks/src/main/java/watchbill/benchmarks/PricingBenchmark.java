package watchbill.benchmarks;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import watchbill.core.Usage;
import watchbill.core.money.Cost;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.money.PromptTier;
import watchbill.core.money.Tariff;
import watchbill.core.money.Validity;

/// The price of one response: finding its row by provider, model, service tier and date, its tier
/// by the size of the prompt, and its cost by class and in all; against the same rule in
/// `BigDecimal` dollars, whose row is found in the same book.
final class PricingBenchmark {
  private static final int RESPONSES = 1_000;
  private static final long AT = 1_770_000_000_000L;
  private static final List<String> MODELS =
      List.of(
          "claude-sonnet-4-5", "claude-sonnet-4-5-20250929", "claude-haiku-4-5", "claude-opus-4-6");
  private static final PriceBook BOOK =
      PriceBook.of(
          MODELS.stream()
              .filter(model -> !model.endsWith("0929"))
              .map(PricingBenchmark::row)
              .toList());

  private final List<String> models = new ArrayList<>();
  private final List<Usage> usages = new ArrayList<>();
  private final List<Tariff> tariffs = new ArrayList<>();
  private final InDollars list = new InDollars("3", "15", "0.3", "3.75", "6", "0.01");
  private final InDollars large = new InDollars("6", "22.5", "0.6", "7.5", "12", "0.01");

  /// Dollars for a million tokens, and for one call of a server tool.
  private record InDollars(
      BigDecimal input,
      BigDecimal output,
      BigDecimal cacheRead,
      BigDecimal cacheWrite5m,
      BigDecimal cacheWrite1h,
      BigDecimal serverTools) {
    InDollars(String... dollars) {
      this(
          new BigDecimal(dollars[0]),
          new BigDecimal(dollars[1]),
          new BigDecimal(dollars[2]),
          new BigDecimal(dollars[3]),
          new BigDecimal(dollars[4]),
          new BigDecimal(dollars[5]));
    }
  }

  PricingBenchmark() {
    Random random = new Random(1);
    for (int i = 0; i < RESPONSES; i++) {
      models.add(MODELS.get(random.nextInt(MODELS.size())));
      tariffs.add(tariff(i));
      usages.add(
          new Usage(
              random.nextInt(2_000),
              random.nextInt(4_000),
              random.nextInt(250_000),
              random.nextInt(20_000),
              random.nextInt(4_000),
              random.nextInt(3)));
    }
  }

  Report run(PrintStream out) {
    long pico = inPicoDollars();
    long dollars = inBigDecimals();
    if (pico != dollars) {
      throw new IllegalStateException("want one bill, have " + pico + " and " + dollars);
    }
    out.printf("one operation: the price of a response; %d responses, the same bill%n", RESPONSES);
    out.print(
        new PairedRun(
                "find the row and price a response, against pricing it",
                new Alternative("find and price", RESPONSES, this::withLookUp),
                new Alternative("price", RESPONSES, this::inPicoDollars))
            .run()
            .toText());
    return new PairedRun(
            "price a response: watchbill, against the same rule in BigDecimal",
            new Alternative("watchbill", RESPONSES, this::inPicoDollars),
            new Alternative("BigDecimal", RESPONSES, this::inBigDecimals))
        .run();
  }

  private long inPicoDollars() {
    long sum = 0;
    for (int i = 0; i < RESPONSES; i++) {
      Cost cost = tariffs.get(i).cost(usages.get(i));
      sum += cost.total();
    }
    return sum;
  }

  private long withLookUp() {
    long sum = 0;
    for (int i = 0; i < RESPONSES; i++) {
      sum += tariff(i).cost(usages.get(i)).total();
    }
    return sum;
  }

  private long inBigDecimals() {
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < RESPONSES; i++) {
      Usage usage = usages.get(i);
      InDollars rates = usage.prompt() <= 200_000 ? list : large;
      BigDecimal cost =
          part(rates.input, usage.input())
              .add(part(rates.output, usage.output()))
              .add(part(rates.cacheRead, usage.cacheRead()))
              .add(part(rates.cacheWrite5m, usage.cacheWrite5m()))
              .add(part(rates.cacheWrite1h, usage.cacheWrite1h()))
              .add(rates.serverTools.multiply(BigDecimal.valueOf(usage.serverTools())));
      sum = sum.add(cost);
    }
    return sum.movePointRight(12).longValueExact();
  }

  private static BigDecimal part(BigDecimal dollars, long tokens) {
    return dollars.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
  }

  private Tariff tariff(int i) {
    Tariff tariff = BOOK.at("anthropic", models.get(i), "standard", AT);
    if (tariff == null) {
      throw new IllegalStateException("want a price of " + models.get(i) + ", have none");
    }
    return tariff;
  }

  private static PriceRow row(String model) {
    Price base = new Price(3_000_000, 15_000_000, 300_000, 3_750_000, 6_000_000, 10_000_000_000L);
    Price large = new Price(6_000_000, 22_500_000, 600_000, 7_500_000, 12_000_000, 10_000_000_000L);
    return new PriceRow(
        "anthropic",
        model,
        List.of(),
        null,
        Validity.ALWAYS,
        "",
        Map.of("", new Tariff(base, List.of(new PromptTier(200_000, false, large)))));
  }
}
