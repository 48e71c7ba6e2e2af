package watchbill.exporter.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.connectors.gpu.DcgmTarget;

final class GpuConfigTest {
  @Test
  void hasDefaults() {
    GpuConfig config = Gpus.config("gpu:");
    assertThat(config)
        .isEqualTo(
            new GpuConfig(
                new GpuConfig.Dcgm(
                    true,
                    List.of("app.kubernetes.io/name=dcgm-exporter", "app=nvidia-dcgm-exporter"),
                    9400,
                    List.of()),
                "off",
                "localhost",
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                new GpuConfig.Idle(0.05, Duration.ofMinutes(30))));
    assertThat(config.program("/")).isEmpty();
  }

  @Test
  void isDocumentedWithItsDefaults() throws IOException {
    Path root = Path.of(System.getProperty("watchbill.root"));
    String page = Files.readString(root.resolve("docs/gpu.md"));
    String block = page.substring(page.indexOf("```yaml\n") + 8);
    assertThat(Gpus.config(block.substring(0, block.indexOf("```"))))
        .isEqualTo(Gpus.config("gpu:"));
  }

  @Test
  void readsEveryKey() {
    GpuConfig config =
        Gpus.config(
            """
            gpu:
              dcgm:
                discover: false
                selectors: [app=dcgm]
                port: 9401
                addresses: [10.0.0.5, "https://gpu-1.example/dcgm"]
              nvidiaSmi: /usr/bin/nvidia-smi
              node: gpu-1
              every: 30s
              giveUpAfter: 10s
              idle: {below: 0.1, after: 1h}
            """);
    assertThat(config)
        .isEqualTo(
            new GpuConfig(
                new GpuConfig.Dcgm(
                    false,
                    List.of("app=dcgm"),
                    9401,
                    List.of(
                        new DcgmTarget("", URI.create("http://10.0.0.5:9401/metrics")),
                        new DcgmTarget("", URI.create("https://gpu-1.example/dcgm")))),
                "/usr/bin/nvidia-smi",
                "gpu-1",
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                new GpuConfig.Idle(0.1, Duration.ofHours(1))));
    assertThat(config.program("")).contains(Path.of("/usr/bin/nvidia-smi"));
    assertThat(Gpus.config("gpu: {nvidiaSmi: auto}").program("/nowhere")).isEmpty();
  }

  @Test
  void fitsThePodsOfBothOfNvidiasCharts() {
    GpuConfig.Dcgm dcgm = Gpus.config("gpu:").dcgm();
    assertThat(dcgm.labels()).containsExactlyInAnyOrder("app.kubernetes.io/name", "app");
    assertThat(dcgm.fits(Map.of("app.kubernetes.io/name", "dcgm-exporter", "app", "x"))).isTrue();
    assertThat(dcgm.fits(Map.of("app", "nvidia-dcgm-exporter"))).isTrue();
    assertThat(dcgm.fits(Map.of("app", "dcgm-exporter"))).isFalse();
    assertThat(dcgm.fits(Map.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{nvidiaSmi: smi}|gpu.nvidiaSmi: want off, auto or an absolute path, have smi",
        "{idle: {below: 5}}|gpu.idle.below: want a ratio from 0.001 to 1, have 5",
        "{idle: {below: 0}}|gpu.idle.below: want a ratio from 0.001 to 1, have 0",
        "{idle: {after: 1s}}|gpu.idle.after: want a duration from 1m to 7d, have 1s",
        "{every: 1ms}|gpu.every: want a duration from 1s to 10m, have 1ms",
        "{giveUpAfter: 2m}|gpu.giveUpAfter: want a duration from 100ms to 1m, have 2m",
        "{dcgm: {port: 0}}|gpu.dcgm.port: want a number from 1 to 65535, have 0",
        "{dcgm: {selectors: [app]}}|gpu.dcgm.selectors[0]: want label=value, have app",
        "{dcgm: {addresses: [a, 'b c']}}|gpu.dcgm.addresses[1]: want an address such as"
            + " 10.0.0.5:9400 or http://10.0.0.5:9400/metrics, have b c",
      })
  void refusesWhatIsNotWanted(String section, String message) {
    assertThatThrownBy(() -> Gpus.config("gpu: " + section)).hasMessage(message);
  }
}
