package watchbill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.money.Resolution;
import watchbill.core.money.Tariff;
import watchbill.wire.Rfc3339;

/// Which price row applies to a model, and why.
@Command(
    name = "show",
    description =
        "Says which price row applies to a model at a date, and why; exit 1 when none does.")
final class PricesShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "The model, as agents report it.")
  private String model = "";

  @Option(
      names = "--provider",
      paramLabel = "P",
      description = "As in gen_ai.provider.name; all providers that have the model by default.")
  private @Nullable String provider;

  @Option(
      names = "--at",
      paramLabel = "DATE",
      description = "When: 2026-02-05, or a time of RFC 3339; now by default.")
  private @Nullable String at;

  @Option(
      names = "--service-tier",
      paramLabel = "T",
      description = "Such as batch, priority or flex; list price by default.")
  private String serviceTier = "";

  @Option(names = "--prices", paramLabel = "FILE", description = "A price file of your own.")
  private @Nullable Path prices;

  @Override
  public Integer call() throws IOException {
    long atMillis = atMillis();
    PriceBook book = Prices.of(Optional.ofNullable(prices));
    List<Resolution> found = resolve(book);
    int shown = 0;
    String why = "";
    for (Resolution resolution : found) {
      PriceRow row = resolution.at(atMillis);
      Tariff tariff = row == null ? null : row.tariff(serviceTier);
      if (row == null || tariff == null) {
        why = none(resolution, row, atMillis);
      } else {
        PriceExplanation explanation =
            new PriceExplanation(resolution, row, tariff, serviceTier, atMillis);
        explanation.lines().forEach(spec.commandLine().getOut()::println);
        shown++;
      }
    }
    if (shown > 0) {
      return 0;
    }
    spec.commandLine().getErr().println("watchbill: " + why);
    return Watchbill.FAILED;
  }

  private List<Resolution> resolve(PriceBook book) {
    if (provider != null || model.contains("/")) {
      Resolution named = book.resolve(provider == null ? "" : provider, model);
      if (provider != null || named.isFound()) {
        return List.of(named);
      }
    }
    List<Resolution> found =
        book.providers().stream()
            .map(name -> book.resolve(name, model))
            .filter(Resolution::isFound)
            .toList();
    return found.isEmpty()
        ? List.of(new Resolution("", List.of("no provider has a model " + model), List.of()))
        : found;
  }

  private String none(Resolution resolution, @Nullable PriceRow row, long atMillis) {
    if (!resolution.isFound()) {
      return "no price: " + String.join("; ", resolution.steps());
    }
    String name = resolution.provider() + " " + resolution.rows().getFirst().model();
    if (row == null) {
      return "no price: no row of " + name + " holds at " + Rfc3339.text(atMillis);
    }
    return row.tariffs().isEmpty()
        ? "no price: the row of " + name + " could not be taken exactly"
        : "no price: " + name + " has service tiers " + row.serviceTiers() + ", not " + serviceTier;
  }

  private long atMillis() {
    if (at == null) {
      return System.currentTimeMillis();
    }
    boolean day = at.length() == "2026-02-05".length();
    long millis = Rfc3339.parse(day ? at + "T00:00:00Z" : at);
    if (millis == Rfc3339.BAD) {
      throw new IllegalArgumentException(
          "--at: want a day such as 2026-02-05, or a time of RFC 3339, have " + at);
    }
    return millis;
  }
}
