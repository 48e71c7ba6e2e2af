package watchbill.cli;

import java.io.PrintWriter;
import watchbill.cli.explain.VerdictLines;
import watchbill.core.Activity;
import watchbill.core.Signal;
import watchbill.core.money.PriceBook;
import watchbill.core.port.SignalSink;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;

/// Plays a recording through the core, and shows its signals or what they amount to.
final class CoreReplay implements ReplayTarget {
  private final ReplayOutput output;
  private final Fleet fleet;
  private final FleetView view = new FleetView();
  private final VerdictLines verdicts = new VerdictLines();
  private final SignalSink signals = this::tell;

  CoreReplay(PriceBook prices, ReplayOutput output) {
    this.fleet = new Fleet(FleetOptions.DEFAULT.with(prices));
    this.output = output;
  }

  @Override
  public void take(Activity activity) {
    fleet.advance(activity.heardAtMillis(), signals);
    fleet.apply(activity, signals);
  }

  @Override
  public void finish() {
    output.finish();
  }

  @Override
  public void summarise(PrintWriter err) {
    FleetView.Totals totals = view.totals();
    err.printf(
        "  %,d agents, %,d tasks ended, %,d tool calls, %,d model responses%n",
        totals.agents(), totals.tasks(), totals.calls(), totals.responses());
    err.printf(
        "  tokens: %,d input, %,d output, %,d cache read, %,d cache write 5m, %,d cache write 1h%n",
        totals.usage().input(),
        totals.usage().output(),
        totals.usage().cacheRead(),
        totals.usage().cacheWrite5m(),
        totals.usage().cacheWrite1h());
    err.printf(
        "  cost: %s; %,d tokens without a price%n", totals.dollars(), totals.unpricedTokens());
    err.printf(
        "  verdicts: %,d, standing at the end: %d%n", totals.verdicts(), view.stuck().size());
    verdicts.lines().forEach(err::println);
    if (fleet.duplicates() > 0) {
      err.printf("  %,d events came twice and counted once%n", fleet.duplicates());
    }
  }

  @Override
  public void close() {}

  private void tell(Signal signal) {
    view.accept(signal);
    verdicts.accept(signal);
    output.accept(signal);
  }
}
