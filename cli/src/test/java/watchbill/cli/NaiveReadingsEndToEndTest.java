package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.cli.NaiveReading.Told;
import watchbill.cli.bill.Bill;
import watchbill.cli.bill.Line;
import watchbill.connectors.real.SharedData;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.TokenClass;
import watchbill.core.Usage;
import watchbill.core.money.PriceBook;
import watchbill.core.money.Tariff;
import watchbill.sources.files.SessionRecording;

/// The table of `docs/naive-readings.md` is what the 159 real sessions give.
@Tag("endtoend")
class NaiveReadingsEndToEndTest {
  private static final Path PAGE =
      Path.of(System.getProperty("watchbill.root"), "docs/naive-readings.md");
  private static final String BEGIN =
      "<!-- the table is written by NaiveReadingsEndToEndTest -->\n";
  private static final String END = "<!-- end of the table -->\n";

  /// What a reading counts.
  private record Sum(int responses, Usage usage, long unpricedTokens, BigInteger picoUsd) {}

  @Test
  void theTableIsWhatTheSessionsGive() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    String table = table(told(), Prices.shipped());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
    } else {
      assertThat(page.substring(begin, end)).isEqualTo(table);
    }
  }

  @Test
  void oursIsTheBillThatReplayPrints() throws IOException {
    PriceBook prices = Prices.shipped();
    Sum ours = sum(NaiveReading.OURS.of(told()), prices);
    Bill bill;
    try (InputStream in = Files.newInputStream(SharedData.file("sessions.jsonl.gz"))) {
      bill = Billed.of(SessionRecording.ofOneTenant(in, "acme"), prices);
    }
    assertThat(bill.responses()).isEqualTo(ours.responses());
    assertThat(bill.picoUsd()).isEqualTo(ours.picoUsd());
    assertThat(bill.unpricedTokens()).isEqualTo(ours.unpricedTokens());
    List<Long> units = new ArrayList<>();
    for (TokenClass tokenClass : TokenClass.values()) {
      units.add(ours.usage().of(tokenClass));
    }
    units.add(ours.usage().serverTools());
    assertThat(bill.section("kinds").lines().stream().map(Line::counts).map(List::getFirst))
        .containsExactlyElementsOf(units);
  }

  private static List<Told> told() throws IOException {
    List<Told> told = new ArrayList<>();
    try (InputStream in = Files.newInputStream(SharedData.file("sessions.jsonl.gz"))) {
      Billed.activities(SessionRecording.ofOneTenant(in, "acme"))
          .forEach(activity -> {
            if (activity.event() instanceof ModelAnswered answer) {
              told.add(new Told(activity.agent().agent(), answer));
            }
          });
    }
    return told;
  }

  private static String table(List<Told> told, PriceBook prices) {
    Sum ours = sum(NaiveReading.OURS.of(told), prices);
    StringBuilder table =
        new StringBuilder(
            """

            | reading | counted | input | output | cache read | write 5 m | write 1 h | tokens, of ours | dollars | of ours |
            | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |
            """);
    for (NaiveReading reading : NaiveReading.ALL) {
      Sum sum = sum(reading.of(told), prices);
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %,d | %,d | %,d | %,d | %,d | %,d | %s | %,.2f | %s |%n",
              reading.title(),
              sum.responses(),
              sum.usage().input(),
              sum.usage().output(),
              sum.usage().cacheRead(),
              sum.usage().cacheWrite5m(),
              sum.usage().cacheWrite1h(),
              ratio(new BigDecimal(sum.usage().total()), new BigDecimal(ours.usage().total())),
              new BigDecimal(sum.picoUsd(), 12),
              ratio(new BigDecimal(sum.picoUsd()), new BigDecimal(ours.picoUsd()))));
    }
    table.append(
        String.format(
            Locale.ROOT,
            "%nOf our tokens, %,d have no price in the book that comes with Watchbill, and are in no"
                + " dollars of any line.%n%n",
            ours.unpricedTokens()));
    return table.toString();
  }

  private static String ratio(BigDecimal some, BigDecimal ours) {
    return some.divide(ours, 3, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static Sum sum(Collection<ModelAnswered> answers, PriceBook prices) {
    Usage usage = Usage.NONE;
    long unpriced = 0;
    BigInteger picoUsd = BigInteger.ZERO;
    for (ModelAnswered answer : answers) {
      usage = usage.plus(answer.usage());
      Tariff tariff =
          prices.at(answer.provider(), answer.model(), answer.serviceTier(), answer.atMillis());
      if (tariff == null) {
        unpriced += answer.usage().total();
      } else {
        picoUsd = picoUsd.add(BigInteger.valueOf(tariff.cost(answer.usage()).total()));
      }
    }
    return new Sum(answers.size(), usage, unpriced, picoUsd);
  }
}
