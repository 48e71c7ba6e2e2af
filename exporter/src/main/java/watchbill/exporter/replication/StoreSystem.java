package watchbill.exporter.replication;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a store is.
public enum StoreSystem {
  MEMORY_SPINE(8788),
  POSTGRESQL(5432),
  REDIS(6379),
  KAFKA(9092);

  private final int port;

  StoreSystem(int port) {
    this.port = port;
  }

  /// Where its servers listen when nothing else is said.
  int port() {
    return port;
  }

  /// The system that a configuration means by `memory-spine`, `redis` ...
  static Optional<StoreSystem> written(String text) {
    return Arrays.stream(values())
        .filter(system -> system.text().replace('_', '-').equals(text))
        .findFirst();
  }

  /// As it stands in a label; OpenTelemetry's names, where it has one
  /// (<https://opentelemetry.io/docs/specs/semconv/database/>).
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
