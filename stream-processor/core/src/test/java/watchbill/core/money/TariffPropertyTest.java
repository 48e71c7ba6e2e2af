package watchbill.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.Usage;

/// A million random usages under random rules of every kind, against the same rules in dollars and
/// [BigDecimal], written without any of the classes that are tested but the rows' plain fields.
@Tag("property")
class TariffPropertyTest {
  private static final int BOOKS = 1_000;
  private static final int USAGES = 1_000;
  private static final int CLASSES = 6;
  private static final BigDecimal PICO = BigDecimal.ONE.movePointLeft(12);

  /// A rule as an invoice would state it.
  ///
  /// @param serviceTiers by name, a multiple in millionths
  private record Rule(
      long from,
      long to,
      int hourFrom,
      int hourTo,
      List<BigDecimal> dollars,
      List<Step> steps,
      Map<String, Integer> serviceTiers) {}

  private record Step(long threshold, boolean inclusive, List<BigDecimal> dollars) {}

  @Test
  void costsWhatTheSameRuleCostsInDollars() {
    Random random = new Random(3);
    int priced = 0;
    int tiered = 0;
    for (int i = 0; i < BOOKS; i++) {
      List<Rule> rules = rules(random);
      PriceBook book = PriceBook.of(rules.stream().map(TariffPropertyTest::row).toList());
      for (int j = 0; j < USAGES; ) {
        Usage usage = usage(random);
        long at = random.nextLong(-100_000_000L, 3_000_000_000L);
        String tier = List.of("", "standard", "batch", "fast", "flex").get(random.nextInt(5));
        Tariff tariff = book.at("p", "m", tier, at);
        List<BigDecimal> want = oracle(rules, usage, tier, at);
        if (want == null) {
          assertThat(tariff).isNull();
          continue;
        }
        Cost cost = Objects.requireNonNull(tariff).cost(usage);
        j++;
        priced++;
        tiered += tariff.rates(usage).equals(tariff.base()) ? 0 : 1;
        check(cost, want, usage);
      }
    }
    assertThat(priced).isEqualTo(1_000_000);
    assertThat(tiered).isGreaterThan(priced / 10);
  }

  private static void check(Cost cost, List<BigDecimal> want, Usage usage) {
    List<Long> parts =
        List.of(
            cost.input(),
            cost.output(),
            cost.cacheRead(),
            cost.cacheWrite5m(),
            cost.cacheWrite1h(),
            cost.serverTools());
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < CLASSES; k++) {
      if (new BigDecimal(parts.get(k)).multiply(PICO).compareTo(want.get(k)) != 0) {
        throw new AssertionError(usage + " costs " + want + ", have " + cost);
      }
      sum = sum.add(want.get(k));
    }
    BigDecimal whole = new BigDecimal(cost.total()).multiply(PICO);
    BigDecimal most = new BigDecimal(Long.MAX_VALUE).multiply(PICO);
    if (whole.compareTo(sum.min(most)) != 0) {
      throw new AssertionError(usage + " costs " + sum + " in all, have " + cost);
    }
  }

  /// Dollars by class, or null for no price.
  private static @Nullable List<BigDecimal> oracle(
      List<Rule> rules, Usage usage, String tier, long at) {
    Rule rule = null;
    long hour = Math.floorMod(Math.floorDiv(at, 3_600_000L), 24L);
    for (Rule candidate : rules) {
      boolean now = at >= candidate.from && at < candidate.to;
      boolean allDay = candidate.hourFrom == candidate.hourTo;
      boolean thisHour =
          candidate.hourFrom < candidate.hourTo
              ? hour >= candidate.hourFrom && hour < candidate.hourTo
              : hour >= candidate.hourFrom || hour < candidate.hourTo;
      if (now && (allDay ? rule == null : thisHour)) {
        rule = candidate;
      }
    }
    boolean list = tier.isEmpty() || tier.equals("standard");
    if (rule == null || (!list && !rule.serviceTiers.containsKey(tier))) {
      return null;
    }
    BigDecimal prompt =
        BigDecimal.valueOf(usage.input())
            .add(BigDecimal.valueOf(usage.cacheRead()))
            .add(BigDecimal.valueOf(usage.cacheWrite5m()))
            .add(BigDecimal.valueOf(usage.cacheWrite1h()));
    List<BigDecimal> dollars = rule.dollars;
    for (Step step : rule.steps) {
      int side = prompt.compareTo(BigDecimal.valueOf(step.threshold));
      if (side > 0 || (side == 0 && step.inclusive)) {
        dollars = step.dollars;
      }
    }
    BigDecimal times =
        list
            ? BigDecimal.ONE
            : BigDecimal.valueOf(rule.serviceTiers.getOrDefault(tier, 0)).movePointLeft(6);
    long[] counts = {
      usage.input(),
      usage.output(),
      usage.cacheRead(),
      usage.cacheWrite5m(),
      usage.cacheWrite1h(),
      usage.serverTools()
    };
    List<BigDecimal> costs = new ArrayList<>();
    for (int k = 0; k < CLASSES; k++) {
      BigDecimal count = BigDecimal.valueOf(counts[k]);
      costs.add(
          k == CLASSES - 1
              ? dollars.get(k).multiply(count).movePointLeft(3)
              : dollars.get(k).multiply(times).multiply(count).movePointLeft(6));
    }
    return costs;
  }

  private static PriceRow row(Rule rule) {
    List<PromptTier> tiers =
        rule.steps.stream()
            .map(step -> new PromptTier(step.threshold, step.inclusive, price(step.dollars)))
            .toList();
    Tariff list = new Tariff(price(rule.dollars), tiers);
    Map<String, Tariff> tariffs = new HashMap<>();
    tariffs.put("", list);
    rule.serviceTiers.forEach((name, millionths) -> tariffs.put(name, list.times(millionths)));
    DailyHours hours =
        rule.hourFrom == rule.hourTo
            ? null
            : new DailyHours(rule.hourFrom * 3_600_000, rule.hourTo * 3_600_000);
    return new PriceRow(
        "p", "m", List.of(), null, new Validity(rule.from, rule.to, hours), "", tariffs);
  }

  private static Price price(List<BigDecimal> dollars) {
    long[] rates = new long[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      rates[k] = dollars.get(k).movePointRight(k == CLASSES - 1 ? 9 : 6).longValueExact();
    }
    return new Price(rates[0], rates[1], rates[2], rates[3], rates[4], rates[5]);
  }

  private static List<Rule> rules(Random random) {
    List<Rule> rules = new ArrayList<>();
    long from = random.nextLong(500_000_000L);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      long to = from + random.nextLong(1, 2_000_000_000L);
      rules.add(rule(random, from, to, 0, 0));
      if (random.nextInt(3) == 0) {
        int hour = random.nextInt(24);
        rules.add(rule(random, from, to, hour, (hour + random.nextInt(1, 24)) % 24));
      }
      from = to + (random.nextBoolean() ? 0 : random.nextLong(1_000_000_000L));
    }
    return rules;
  }

  private static Rule rule(Random random, long from, long to, int hourFrom, int hourTo) {
    List<BigDecimal> dollars = dollars(random, 1);
    List<Step> steps = new ArrayList<>();
    long threshold = 0;
    List<BigDecimal> before = dollars;
    for (int i = random.nextInt(4); i > 0; i--) {
      threshold += random.nextLong(2, 400);
      BigDecimal times = BigDecimal.valueOf(random.nextInt(10, 40), 1);
      before = before.stream().map(rate -> rate.multiply(times)).toList();
      steps.add(new Step(threshold, random.nextBoolean(), before));
    }
    Map<String, Integer> serviceTiers = new HashMap<>();
    if (random.nextBoolean()) {
      serviceTiers.put("batch", 500_000);
    }
    if (random.nextBoolean()) {
      serviceTiers.put("fast", 6_000_000);
      serviceTiers.put("flex", 1_250_000);
    }
    return new Rule(from, to, hourFrom, hourTo, dollars, steps, serviceTiers);
  }

  /// Dollars with so many zeros behind them that three multiples by tenths and one by eighths are
  /// whole pico-dollars.
  private static List<BigDecimal> dollars(Random random, int least) {
    List<BigDecimal> dollars = new ArrayList<>();
    for (int k = 0; k < CLASSES; k++) {
      dollars.add(BigDecimal.valueOf(random.nextInt(least, 100_000) * 8L, 3).setScale(3));
    }
    return dollars;
  }

  private static Usage usage(Random random) {
    return new Usage(
        tokens(random),
        tokens(random),
        tokens(random),
        tokens(random),
        tokens(random),
        random.nextInt(4) == 0 ? random.nextLong(1_000) : 0);
  }

  /// Mostly few, so that many prompts lie at a threshold.
  private static long tokens(Random random) {
    return random.nextInt(10) < 8
        ? random.nextLong(200)
        : random.nextLong(1L << random.nextInt(1, 26));
  }
}
