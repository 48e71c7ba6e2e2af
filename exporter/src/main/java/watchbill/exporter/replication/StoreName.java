package watchbill.exporter.replication;

/// A configured store.
///
/// @param tenant whose it is; empty when it is everybody's
/// @param store its name, once in the configuration
/// @param system what it is: `redis`, `postgresql` ...
public record StoreName(String tenant, String store, String system) {}
