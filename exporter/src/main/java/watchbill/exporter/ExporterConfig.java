package watchbill.exporter;

import java.time.Duration;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.config.DurationText;
import watchbill.connectors.http.HttpConfig;

/// How to export.
///
/// @param http where
/// @param scrapesAtOnce how many scrapes are computed at the same time; more are refused; 1 to 64
/// @param unknownAfter when the agents' source is down for longer, what they are doing is not shown
///   any more; 0 to 1 d
/// @param agentsPerTenant how many agents of one tenant have series of their own; what the others
///   do and spend is in the sums of agent `_other`; 1 to 1,000,000
public record ExporterConfig(
    HttpConfig http, int scrapesAtOnce, Duration unknownAfter, int agentsPerTenant) {
  private static final int MOST_AGENTS = 1_000_000;

  /// Four scrapes at once, states for five minutes; that is how long Prometheus itself still shows
  /// the last sample of a series (`--query.lookback-delta`).
  public static final ExporterConfig DEFAULT =
      new ExporterConfig(HttpConfig.DEFAULT, 4, Duration.ofMinutes(5), 10_000);

  private static final int MOST_SCRAPES = 64;

  public ExporterConfig {
    if (scrapesAtOnce < 1 || scrapesAtOnce > MOST_SCRAPES) {
      throw new ConfigError(
          "exporter.scrapesAtOnce", "a number from 1 to " + MOST_SCRAPES, "" + scrapesAtOnce);
    }
    Duration longest = Duration.ofDays(1);
    if (unknownAfter.isNegative() || unknownAfter.compareTo(longest) > 0) {
      throw new ConfigError(
          "exporter.unknownAfter", "a duration from 0 to 1d", DurationText.of(unknownAfter));
    }
    if (agentsPerTenant < 1 || agentsPerTenant > MOST_AGENTS) {
      throw new ConfigError(
          "exporter.agentsPerTenant", "a number from 1 to " + MOST_AGENTS, "" + agentsPerTenant);
    }
  }

  /// The config of the sections `http` and `exporter` of this one, whose keys are the names above.
  public static ExporterConfig of(ConfigSection config) {
    ConfigSection exporter = config.section("exporter");
    return new ExporterConfig(
        HttpConfig.of(config.section("http")),
        (int) exporter.number("scrapesAtOnce", DEFAULT.scrapesAtOnce, 1, MOST_SCRAPES),
        exporter.duration("unknownAfter", DEFAULT.unknownAfter, Duration.ZERO, Duration.ofDays(1)),
        (int) exporter.number("agentsPerTenant", DEFAULT.agentsPerTenant, 1, MOST_AGENTS));
  }

  /// The same on another port.
  public ExporterConfig withPort(int port) {
    return new ExporterConfig(http.withPort(port), scrapesAtOnce, unknownAfter, agentsPerTenant);
  }
}
