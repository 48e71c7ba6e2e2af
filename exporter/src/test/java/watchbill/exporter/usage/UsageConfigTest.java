package watchbill.exporter.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.connectors.config.ConfigFile;
import watchbill.connectors.config.ConfigSection;
import watchbill.exporter.volumes.VolumesConfig;

class UsageConfigTest {
  @Test
  void asksTheMetricsApiUnlessToldOtherwise() {
    assertThat(config(""))
        .isEqualTo(
            new UsageConfig(UsageConfig.From.METRICS, Duration.ofMinutes(1), Duration.ofDays(1)));
  }

  @Test
  void thePageOfUsageAndVolumesShowsTheDefaults() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("watchbill.root"), "docs", "volumes.md"));
    String shown = page.substring(page.indexOf("```yaml") + 7, page.indexOf("```\n\n|"));
    ConfigSection file = ConfigFile.parse("docs", shown, Path.of("/"), _ -> null);
    assertThat(UsageConfig.of(file)).isEqualTo(UsageConfig.DEFAULT);
    assertThat(VolumesConfig.of(file)).isEqualTo(VolumesConfig.DEFAULT);
    file.refuseUnknown();
  }

  @Test
  void readsEveryKey() {
    assertThat(config("usage: {from: kubelet, every: 30s, window: 7d}"))
        .isEqualTo(
            new UsageConfig(UsageConfig.From.KUBELET, Duration.ofSeconds(30), Duration.ofDays(7)));
    assertThat(config("usage: {from: off}").from()).isEqualTo(UsageConfig.From.OFF);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from: cadvisor| from: want one of metrics, kubelet, off, have cadvisor",
        "every: 9s| every: want a duration from 10s to 10m, have 9s",
        "window: 15d| window: want a duration from 1h to 14d, have 15d",
      })
  void refuses(String keys, String why) {
    assertThatThrownBy(() -> config("usage: {" + keys + "}")).hasMessage("usage." + why);
  }

  private static UsageConfig config(String yaml) {
    return UsageConfig.of(ConfigFile.parse("test", yaml, Path.of("/"), _ -> null));
  }
}
