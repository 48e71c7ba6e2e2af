package watchbill.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import watchbill.core.Signal;
import watchbill.wire.SignalWriter;

/// Shows each signal as a line of JSON.
final class SignalLines implements ReplayOutput {
  private final SignalWriter writer = new SignalWriter();
  private final PrintWriter out;

  SignalLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void accept(Signal signal) {
    out.write(new String(writer.write(signal), StandardCharsets.UTF_8));
    out.write('\n');
  }

  @Override
  public void finish() {
    out.flush();
  }
}
