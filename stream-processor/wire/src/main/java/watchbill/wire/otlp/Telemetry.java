package watchbill.wire.otlp;

/// The three kinds of telemetry, each with its own path
/// (https://opentelemetry.io/docs/specs/otlp/#otlphttp-request).
public enum Telemetry {
  LOGS("/v1/logs"),
  METRICS("/v1/metrics"),
  TRACES("/v1/traces");

  private final String path;

  Telemetry(String path) {
    this.path = path;
  }

  /// The path to which it is posted.
  public String path() {
    return path;
  }
}
