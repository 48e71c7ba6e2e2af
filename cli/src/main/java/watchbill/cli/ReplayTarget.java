package watchbill.cli;

import java.io.PrintWriter;
import watchbill.core.Activity;

/// Where a recording is played to. One thread.
interface ReplayTarget extends AutoCloseable {
  /// Takes the next event.
  void take(Activity activity) throws InterruptedException;

  /// Waits until everything has arrived.
  ///
  /// @throws IllegalStateException when something did not
  void finish() throws InterruptedException;

  /// Says what became of it, for a person.
  void summarise(PrintWriter out);

  @Override
  void close();
}
