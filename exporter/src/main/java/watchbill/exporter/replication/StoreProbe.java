package watchbill.exporter.replication;

import java.io.IOException;

/// Looks at one replicated store. One thread looks, again and again.
///
/// The port of this room: whatever keeps copies (a database, a broker's streams, a memory store)
/// has an adapter that turns its words into a [StoreReport].
public interface StoreProbe extends AutoCloseable {
  /// How the store is now. Waits for its servers no longer than its own patience.
  ///
  /// @param nowMillis milliseconds since the epoch
  /// @throws IOException when nothing of the store can be asked; its message is one line for a
  ///   person, without secrets
  StoreReport look(long nowMillis) throws IOException, InterruptedException;

  /// Ends its connections.
  @Override
  default void close() {}
}
