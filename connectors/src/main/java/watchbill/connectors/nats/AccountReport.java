package watchbill.connectors.nats;

/// What an account of NATS has of JetStream, over all its tiers.
///
/// @param storageBytes of files in use
/// @param maxStorageBytes that it may use; -1 without limit
/// @param memoryBytes in use
/// @param maxMemoryBytes that it may use; -1 without limit
public record AccountReport(
    long storageBytes, long maxStorageBytes, long memoryBytes, long maxMemoryBytes) {}
