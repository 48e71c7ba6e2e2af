package watchbill.cli;

import java.util.function.Consumer;
import watchbill.cli.bill.Bill;
import watchbill.cli.bill.BillTally;
import watchbill.core.Signal;

/// Shows the bill, once all signals have come.
final class BillOutput implements ReplayOutput {
  private final BillTally tally = new BillTally();
  private final boolean rollUp;
  private final Consumer<Bill> writer;

  BillOutput(boolean rollUp, Consumer<Bill> writer) {
    this.rollUp = rollUp;
    this.writer = writer;
  }

  @Override
  public void accept(Signal signal) {
    tally.accept(signal);
  }

  @Override
  public void finish() {
    writer.accept(tally.bill(rollUp));
  }
}
