package watchbill.exporter.replication;

/// What is to be said of a store beside where it is: by its system.
public sealed interface StoreSettings {
  /// A PostgreSQL primary and its standbys.
  ///
  /// @param database any that the role may connect to
  record Postgresql(String database) implements StoreSettings {}

  /// A Redis master and its replicas.
  record Redis() implements StoreSettings {}
}
