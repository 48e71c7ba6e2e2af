package watchbill.connectors.nats;

/// What an account of NATS has of JetStream, over all its tiers.
///
/// @param storageBytes of files in use
/// @param maxStorageBytes that it may use; -1 without limit
/// @param memoryBytes in use
/// @param maxMemoryBytes that it may use; -1 without limit
/// @param streams how many it has
/// @param maxStreams how many it may have; -1 without limit
/// @param consumers how many it has
/// @param maxConsumers how many a stream may have; -1 without limit
public record AccountReport(
    long storageBytes,
    long maxStorageBytes,
    long memoryBytes,
    long maxMemoryBytes,
    long streams,
    long maxStreams,
    long consumers,
    long maxConsumers) {}
