package watchbill.connectors.latest;

import java.time.Duration;

/// Reads the last value of every key, and then each new one. Used by one thread.
public interface LatestReader extends AutoCloseable {
  /// The next thing that happens, waiting for it at most so long (and for a server that does not
  /// answer a few seconds more).
  LatestItem next(Duration patience) throws InterruptedException;

  /// Ends the reading.
  @Override
  void close();
}
