package watchbill.exporter.replication;

import java.util.Optional;
import java.util.regex.Pattern;
import watchbill.connectors.kafka.Sasl;

/// What is to be said of a store beside where it is: by its system.
public sealed interface StoreSettings {
  /// The brokers of a Kafka cluster.
  ///
  /// @param mechanism of SASL, where there is a password
  /// @param groups what the names of the groups of readers match that are looked at
  record Kafka(Sasl mechanism, Pattern groups) implements StoreSettings {}

  /// The nodes of a memory store.
  ///
  /// @param metricsPort where each serves its metrics page; 0 when it has none
  record MemorySpine(int metricsPort, Optional<CanaryConfig> canary) implements StoreSettings {}

  /// A PostgreSQL primary and its standbys.
  ///
  /// @param database any that the role may connect to
  record Postgresql(String database) implements StoreSettings {}

  /// A Redis master and its replicas.
  record Redis() implements StoreSettings {}
}
