package watchbill.connectors.nats;

/// Which stream is meant: one of this name that was created at this moment.
///
/// @param createdMillis in milliseconds since the epoch, by the server's clock; 0 when not known
///   yet
public record StreamIdentity(String name, long createdMillis) {}
