package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import watchbill.cli.bill.Bill;
import watchbill.cli.bill.Column;
import watchbill.cli.bill.Line;
import watchbill.cli.bill.Section;
import watchbill.core.Activity;
import watchbill.core.money.PriceBook;
import watchbill.core.money.Use;
import watchbill.sources.files.RecordedLine;
import watchbill.sources.files.Recording;
import watchbill.wire.Decoded;

/// The bill of a history, as `watchbill replay --bill` draws it up.
final class Billed {
  private Billed() {}

  static Bill of(List<Activity> history, boolean rollUp) {
    return of(history, BillHistory.PRICES, rollUp);
  }

  static Bill of(Recording recording, PriceBook prices) throws IOException {
    return of(activities(recording), prices, false);
  }

  static List<Activity> activities(Recording recording) throws IOException {
    List<Activity> activities = new ArrayList<>();
    for (RecordedLine line = recording.next(); line != null; line = recording.next()) {
      if (line.decoded() instanceof Decoded.Accepted accepted) {
        activities.add(accepted.activity());
      }
    }
    return activities;
  }

  private static Bill of(List<Activity> history, PriceBook prices, boolean rollUp) {
    List<Bill> bills = new ArrayList<>();
    try (CoreReplay replay = new CoreReplay(prices, new BillOutput(rollUp, bills::add))) {
      history.forEach(replay::take);
      replay.finish();
    }
    return bills.getFirst();
  }

  static void assertThatSectionsSumUp(Bill bill) {
    assertThat(bill.sections())
        .extracting(Section::name)
        .containsExactly("tenants", "agents", "tasks", "models", "kinds", "uses");
    assertThat(bill.sections())
        .allSatisfy(section -> assertThat(section.picoUsd()).isEqualTo(bill.picoUsd()));
    assertThat(bill.section("uses").lines())
        .noneMatch(line -> line.names().contains("unattributed"));
    for (String section : List.of("tenants", "agents", "models", "tasks")) {
      assertThat(count(bill.section(section), "tokens")).as(section).isEqualTo(bill.tokens());
      assertThat(count(bill.section(section), "unpriced_tokens"))
          .as(section)
          .isEqualTo(bill.unpricedTokens());
    }
    for (String section : List.of("tenants", "agents", "tasks")) {
      assertThatUsesSumUp(bill, bill.section(section));
    }
  }

  /// In each line the uses are the whole; in each section they are those of the bill.
  private static void assertThatUsesSumUp(Bill bill, Section section) {
    List<String> columns = section.amounts().stream().map(Column::name).toList();
    for (Line line : section.lines()) {
      BigInteger sum = BigInteger.ZERO;
      for (Use use : Use.values()) {
        sum =
            sum.add(line.amounts().get(columns.indexOf(Words.of(use).replace(' ', '_') + "_usd")));
      }
      assertThat(sum).as("%s", line.names()).isEqualTo(line.picoUsd());
    }
    for (Line use : bill.section("uses").lines()) {
      assertThat(section.total().amounts().get(columns.indexOf(use.names().getFirst() + "_usd")))
          .as("%s by %s", use.names(), section.name())
          .isEqualTo(use.picoUsd());
    }
  }

  private static long count(Section section, String column) {
    for (int i = 0; i < section.counts().size(); i++) {
      if (section.counts().get(i).name().equals(column)) {
        return section.total().counts().get(i);
      }
    }
    throw new AssertionError(section.name() + " has no " + column);
  }
}
