package watchbill.exporter.usage;

import java.time.Duration;
import watchbill.connectors.config.ConfigSection;

/// Whom to ask what pods use.
///
/// @param every the pause after each answer; 10 s to 10 min
/// @param window the time whose measurements are compared with requests and limits; 1 h to 14 d
public record UsageConfig(From from, Duration every, Duration window) {
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(10);

  /// As often as metrics-server measures in its slowest common setting (`--metric-resolution`).
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Duration MOST_PAUSE = Duration.ofMinutes(10);
  private static final Duration LEAST_WINDOW = Duration.ofHours(1);
  private static final Duration MOST_WINDOW = Duration.ofDays(14);

  /// Who is asked.
  public enum From {
    /// The metrics API: CPU and memory.
    METRICS,
    /// Every kubelet, through the API server: CPU, memory, disk and volumes. Needs a right that
    /// lets its holder run commands in any pod.
    KUBELET,
    /// Nobody.
    OFF
  }

  /// What holds where nothing is configured.
  public static final UsageConfig DEFAULT =
      new UsageConfig(From.METRICS, PAUSE, Duration.ofDays(1));

  /// The config of the section `usage` of this one.
  public static UsageConfig of(ConfigSection config) {
    ConfigSection section = config.section("usage");
    return new UsageConfig(
        section.choice("from", DEFAULT.from()),
        section.duration("every", DEFAULT.every(), LEAST_PAUSE, MOST_PAUSE),
        section.duration("window", DEFAULT.window(), LEAST_WINDOW, MOST_WINDOW));
  }
}
