package watchbill.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of parts of which each is to be closed, whatever becomes of the others.
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /// Closes a part; a failure is logged.
  static void quietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) { // the door: the others are still to be closed
      LOG.warn("closing: {}", e.toString());
    }
  }

  /// Ends a thread that ends when it is interrupted, and waits for it.
  static void interrupt(Thread thread) {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
