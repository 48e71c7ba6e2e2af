package watchbill.exporter.infrastructure;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigSection;

/// Reads rates in dollars from a section and gives them in pico-dollars, without loss. For one
/// thread.
final class RateReader {
  /// More than any vCPU, GiB or GPU has cost; who writes more has the unit wrong.
  static final BigDecimal MOST_HOUR = new BigDecimal("1000");

  /// More than any GiB of disk has cost for a month.
  static final BigDecimal MOST_MONTH = new BigDecimal("100");

  /// More than any service bills for a second: it would be 36 dollars an hour.
  static final BigDecimal MOST_SECOND = new BigDecimal("0.01");

  private static final int PICO_DIGITS = 12;

  private final ConfigSection section;
  private final String path;
  private boolean foundAny;

  /// @param path of the section, for errors
  RateReader(ConfigSection section, String path) {
    this.section = section;
    this.path = path;
  }

  /// Whether any rate was there so far.
  boolean foundAny() {
    return foundAny;
  }

  /// The rates of `cpu`, `memory` and `gpu` under this key; under the section itself when empty.
  ComputeRates compute(String key) {
    String under = key.isEmpty() ? "" : key + ".";
    return new ComputeRates(
        rate(under + "cpu", MOST_HOUR),
        rate(under + "memory", MOST_HOUR),
        rate(under + "gpu", MOST_HOUR));
  }

  /// The rates of `cpu` and `memory` under this key: both or none.
  Optional<StatelessRates> stateless(String key) {
    long cpu = rate(key + ".cpu", MOST_SECOND);
    long memory = rate(key + ".memory", MOST_SECOND);
    if (cpu == ComputeRates.UNKNOWN && memory == ComputeRates.UNKNOWN) {
      return Optional.empty();
    }
    want(key + ".cpu", "dollars for a vCPU-second", cpu);
    want(key + ".memory", "dollars for a GiB-second", memory);
    return Optional.of(new StatelessRates(cpu, memory));
  }

  /// One rate; unknown when it is absent.
  long rate(String key, BigDecimal most) {
    String text = section.text(key, "");
    return text.isEmpty() ? ComputeRates.UNKNOWN : pico(key, text, most);
  }

  /// Rates by any name.
  Map<String, Long> byName(String key, BigDecimal most) {
    Map<String, Long> rates = new HashMap<>();
    section
        .textsByKey(key, Map.of())
        .forEach((name, text) -> rates.put(name, pico(key + "." + name, text, most)));
    return rates;
  }

  /// Refuses a rate that is unknown.
  void want(String key, String what, long rate) {
    if (rate == ComputeRates.UNKNOWN) {
      throw new ConfigError(path + "." + key, what, "nothing");
    }
  }

  private long pico(String key, String text, BigDecimal most) {
    foundAny = true;
    ConfigError error =
        new ConfigError(
            path + "." + key,
            "dollars from 0 to " + most + " with at most " + PICO_DIGITS + " decimals",
            text);
    if (!text.matches("[+-]?[0-9]{1,12}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?")) {
      throw error;
    }
    BigDecimal dollars = new BigDecimal(text).stripTrailingZeros();
    if (dollars.signum() < 0 || dollars.compareTo(most) > 0 || dollars.scale() > PICO_DIGITS) {
      throw error;
    }
    return dollars.movePointRight(PICO_DIGITS).longValueExact();
  }
}
