package watchbill.cli.bill;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import watchbill.wire.Rfc3339;

/// Writes a bill for people: a table for each section, with the dearest lines first.
public final class BillTable {
  private static final String BOLD = "\u001B[1m";
  private static final String RESET = "\u001B[0m";
  private static final int MODELS_NAMED = 10;

  private final PrintWriter out;
  private final Layout layout;

  /// A writer to `out`.
  public BillTable(PrintWriter out, Layout layout) {
    this.out = out;
    this.layout = layout;
  }

  /// Writes one bill; flushes, and closes nothing.
  public void write(Bill bill) {
    if (bill.isEmpty()) {
      out.println("No model responses were recorded: there is no bill.");
    } else {
      sections(bill);
      notes(bill);
    }
    out.flush();
  }

  private void sections(Bill bill) {
    int digits = Dollars.digits(bill.picoUsd());
    title(
        "Bill from %s to %s: $%s"
            .formatted(
                Rfc3339.text(bill.fromMillis()),
                Rfc3339.text(bill.toMillis()),
                Dollars.text(bill.picoUsd(), digits)));
    out.printf(Locale.ROOT, "%,d model responses, %,d tokens%n", bill.responses(), bill.tokens());
    for (Section section : bill.sections()) {
      out.println();
      title(section.title());
      new SectionTable(section, digits)
          .table(layout.top())
          .lines(layout.width())
          .forEach(out::println);
    }
  }

  private void notes(Bill bill) {
    if (bill.unpricedTokens() > 0 || bill.staleResponses() > 0) {
      out.println();
      title("Not in the bill");
    }
    if (bill.unpricedTokens() > 0) {
      out.printf(
          Locale.ROOT, "%,d tokens without a price: %s%n", bill.unpricedTokens(), unpriced(bill));
    }
    if (bill.staleResponses() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d responses that are too old to tell new from counted%n",
          bill.staleResponses());
    }
  }

  private static String unpriced(Bill bill) {
    Section models = bill.section("models");
    int column = models.counts().indexOf(Columns.UNPRICED);
    List<Line> without =
        models.lines().stream().filter(line -> line.counts().get(column) > 0).toList();
    String named =
        without.stream()
            .limit(MODELS_NAMED)
            .map(line -> Fitting.printable(String.join(" ", line.names())))
            .collect(Collectors.joining(", "));
    int more = without.size() - MODELS_NAMED;
    return more > 0 ? named + " and %,d more".formatted(more) : named;
  }

  private void title(String text) {
    out.println(layout.bold() ? BOLD + text + RESET : text);
  }
}
