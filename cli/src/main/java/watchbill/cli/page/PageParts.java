package watchbill.cli.page;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import watchbill.exporter.budgets.BudgetStanding;
import watchbill.exporter.health.Dependency;

/// What the page tells beside the agents. Asked from any thread.
///
/// @param version of Watchbill
/// @param sources what it rests on
/// @param published whether all about the past has been told
/// @param heard whether what agents did last is still what they do
/// @param budgets how these stand; in any order
/// @param otlpPort where agents may send OpenTelemetry over HTTP; empty for nowhere
public record PageParts(
    String version,
    List<Dependency> sources,
    BooleanSupplier published,
    BooleanSupplier heard,
    Supplier<List<BudgetStanding>> budgets,
    OptionalInt otlpPort) {
  public PageParts {
    sources = List.copyOf(sources);
  }
}
