package watchbill.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import watchbill.core.Activity;
import watchbill.core.Signal;
import watchbill.core.money.PriceBook;
import watchbill.core.port.SignalSink;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.wire.SignalWriter;

/// Plays a recording through the core: signals as JSON lines.
final class CoreReplay implements ReplayTarget {
  private final PrintWriter out;
  private final Fleet fleet;
  private final FleetView view = new FleetView();
  private final SignalWriter writer = new SignalWriter();
  private final SignalSink signals = this::tell;

  CoreReplay(PriceBook prices, PrintWriter out) {
    this.fleet = new Fleet(FleetOptions.DEFAULT.with(prices));
    this.out = out;
  }

  @Override
  public void take(Activity activity) {
    fleet.advance(activity.heardAtMillis(), signals);
    fleet.apply(activity, signals);
  }

  @Override
  public void finish() {
    out.flush();
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
    if (fleet.duplicates() > 0) {
      err.printf("  %,d events came twice and counted once%n", fleet.duplicates());
    }
  }

  @Override
  public void close() {}

  private void tell(Signal signal) {
    view.accept(signal);
    out.write(new String(writer.write(signal), StandardCharsets.UTF_8));
    out.write('\n');
  }
}
