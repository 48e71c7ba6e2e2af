package watchbill.exporter.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import watchbill.connectors.gpu.SmiReport;
import watchbill.connectors.real.SharedData;

/// What is shown of real machines.
final class NvidiaSmiGoldenTest {
  private static final Path GOLDEN =
      Path.of(System.getProperty("watchbill.root"), "exporter/src/test/resources/nvidia-smi");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a100-sxm4-v12",
        "a10g",
        "gtx-1070-ti",
        "gtx-1660-ti",
        "quadro-p2000-v12",
        "quadro-p400",
        "rtx-3060-v12",
        "rtx-3080-v12",
        "rtx-3080-v13",
        "rtx-3090-v12",
        "rtx-4000-sff-ada-v13",
        "tesla-t4"
      })
  void isTheCommittedText(String name) throws IOException {
    Path report = SharedData.file("nvidia-smi/" + name + ".xml");
    GpuSeries series = new GpuSeries(Gpus.config("gpu:"), GpuCluster.none(), Gpus.STALE_AFTER);
    series.heard("localhost", SmiReport.read(Files.readAllBytes(report)), 0);
    series.tick(0);
    String shown = String.join("\n", Gpus.scraped(series)) + "\n";
    Path golden = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, shown);
    }
    assertThat(shown).isEqualTo(Files.readString(golden));
  }
}
