package watchbill.metrics.catalogue;

/// What a family's value is counted in. Base units only, as Prometheus asks
/// (<https://prometheus.io/docs/practices/naming/#base-units>).
public enum Unit {
  /// A plain number: how many there are, or 0 and 1.
  NONE("", "short"),
  SECONDS("seconds", "s"),
  /// Seconds since the epoch.
  TIMESTAMP_SECONDS("timestamp_seconds", "dateTimeAsIso"),
  BYTES("bytes", "bytes"),
  BYTES_PER_SECOND("bytes_per_second", "Bps"),
  TOKENS("tokens", "short"),
  USD("usd", "currencyUSD"),
  /// What is paid for an hour. Not a base unit, but the one in which clusters are priced.
  USD_PER_HOUR("usd_per_hour", "currencyUSD"),
  /// A quotient of two like amounts; 1 is the whole.
  RATIO("ratio", "percentunit"),
  WATTS("watts", "watt"),
  JOULES("joules", "joule"),
  CELSIUS("celsius", "celsius");

  private final String suffix;
  private final String grafana;

  Unit(String suffix, String grafana) {
    this.suffix = suffix;
    this.grafana = grafana;
  }

  /// How a name in this unit ends, before a counter's `_total`; empty for a plain number.
  public String suffix() {
    return suffix;
  }

  /// Grafana's id of the unit (<https://github.com/grafana/grafana> `valueFormats/categories.ts`).
  /// Grafana counts times since the epoch in milliseconds, so a query for [#TIMESTAMP_SECONDS] has
  /// to be multiplied by 1000.
  public String grafana() {
    return grafana;
  }
}
