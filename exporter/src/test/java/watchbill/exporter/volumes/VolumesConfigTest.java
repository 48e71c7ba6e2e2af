package watchbill.exporter.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import watchbill.connectors.config.ConfigFile;

class VolumesConfigTest {
  @Test
  void watchesClaimsUnlessToldOtherwise() {
    assertThat(config("")).isEqualTo(new VolumesConfig(true, Duration.ofHours(1)));
  }

  @Test
  void readsEveryKey() {
    assertThat(config("volumes: {claims: false, orphanedAfter: 1d}"))
        .isEqualTo(new VolumesConfig(false, Duration.ofDays(1)));
  }

  @Test
  void refusesToCallAVolumeOrphanedAtOnce() {
    assertThatThrownBy(() -> config("volumes: {orphanedAfter: 1s}"))
        .hasMessage("volumes.orphanedAfter: want a duration from 1m to 30d, have 1s");
  }

  private static VolumesConfig config(String yaml) {
    return VolumesConfig.of(ConfigFile.parse("test", yaml, Path.of("/"), _ -> null));
  }
}
