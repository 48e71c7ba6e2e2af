package watchbill.exporter.volumes;

import java.time.Duration;
import watchbill.connectors.config.ConfigSection;

/// What to show of volumes.
///
/// @param claims whether to watch the claims of volumes
/// @param orphanedAfter a volume that nobody has used for as long is orphaned; 1 min to 30 d
public record VolumesConfig(boolean claims, Duration orphanedAfter) {
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofDays(30);

  /// What holds where nothing is configured.
  public static final VolumesConfig DEFAULT = new VolumesConfig(true, Duration.ofHours(1));

  /// The config of the section `volumes` of this one.
  public static VolumesConfig of(ConfigSection config) {
    ConfigSection section = config.section("volumes");
    return new VolumesConfig(
        section.flag("claims", DEFAULT.claims()),
        section.duration("orphanedAfter", DEFAULT.orphanedAfter(), LEAST, MOST));
  }
}
