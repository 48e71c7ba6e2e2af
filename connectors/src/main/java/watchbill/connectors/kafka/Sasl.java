package watchbill.connectors.kafka;

/// How a password is shown to Kafka's brokers.
public enum Sasl {
  PLAIN("PLAIN", "org.apache.kafka.common.security.plain.PlainLoginModule"),
  SCRAM_SHA_256("SCRAM-SHA-256", "org.apache.kafka.common.security.scram.ScramLoginModule"),
  SCRAM_SHA_512("SCRAM-SHA-512", "org.apache.kafka.common.security.scram.ScramLoginModule");

  private final String mechanism;
  private final String module;

  Sasl(String mechanism, String module) {
    this.mechanism = mechanism;
    this.module = module;
  }

  /// As Kafka's configuration has it.
  String mechanism() {
    return mechanism;
  }

  /// What speaks it.
  String module() {
    return module;
  }
}
