package watchbill.connectors.latest;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/// Where a broker keeps the last value of each key. One thread writes; each reader is for a thread
/// of its own.
public interface LatestStore extends AutoCloseable {
  /// Sees that the place is there, which is created when it is missing, and is as it must be.
  ///
  /// @return which place it is: another text when it was lost and created again
  /// @throws IOException when it is not, with one line for a person
  String prepare() throws IOException, InterruptedException;

  /// Counts the connections to the broker. With each new one, what was stored shortly before may be
  /// lost, for a broker that acknowledges before its disk has it; 0 for ever where it does not.
  long connections();

  /// Stores values in this order, after all that was stored before; returns when all are.
  ///
  /// @throws IOException when some may not be stored; others may be
  void put(List<KeyedValue> values) throws IOException, InterruptedException;

  /// Forgets keys and their values.
  ///
  /// @throws IOException when some may not be forgotten
  void remove(Collection<String> keys) throws IOException, InterruptedException;

  /// Reads all values, from the start.
  LatestReader reader();

  /// Ends it; readers are closed before.
  @Override
  void close();
}
