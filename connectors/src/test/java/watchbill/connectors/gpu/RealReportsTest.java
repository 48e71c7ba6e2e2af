package watchbill.connectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import watchbill.connectors.real.SharedData;

/// Reports of real machines, against what a person read in them.
final class RealReportsTest {
  private static final long MIB = 1 << 20;

  private static List<GpuReading> read(String name) throws IOException {
    return SmiReport.read(Files.readAllBytes(SharedData.file("nvidia-smi/" + name + ".xml")));
  }

  @ParameterizedTest
  @CsvSource({
    "a100-sxm4-v12, NVIDIA A100-SXM4-80GB, 1, , 50, 80999, 81920, 67.03, 500, 27, 44",
    "a10g, NVIDIA A10G, 0, 0, 22, 22569, 23028, 25.58, 300, 17, ",
    "gtx-1070-ti, GeForce GTX 1070 Ti, 0, 0, 42, 4054, 4096, , , 39, ",
    "gtx-1660-ti, Graphics Device, 0, 0, 0, 5912, 5912, 8.93, 130, 40, ",
    "quadro-p2000-v12, Quadro P2000, 0, 0, 1, 5051, 5120, 4.61, 75, 34, ",
    "quadro-p400, Quadro P400, 0, 0, 0, 1998, 1998, , , 33, ",
    "rtx-3060-v12, NVIDIA GeForce RTX 3060, 0, 0, 116, 11806, 12288, 11.60, 170, 42, ",
    "rtx-3080-v12, NVIDIA GeForce RTX 3080, 0, 0, 1128, 8938, 10240, 22.78, 336, 31, ",
    "rtx-3080-v13, NVIDIA GeForce RTX 3080, 0, 65, 9184, 660, 10240, 139.62, 320, 27, ",
    "rtx-3090-v12, NVIDIA GeForce RTX 3090, 0, 0, 1, 24258, 24576, 27.23, 200, 37, ",
    "rtx-4000-sff-ada-v13, NVIDIA RTX 4000 SFF Ada Generation, 0, 0, 3534, 16482, 20475, 8.81, 70, 38, ",
    "tesla-t4, Tesla T4, 0, 0, 1032, 13939, 15360, 26.78, 70, 40, ",
  })
  void areReadAsAPersonReadsThem(
      String name,
      String product,
      String number,
      @Nullable Double percent,
      long usedMib,
      long freeMib,
      long totalMib,
      @Nullable Double watts,
      @Nullable Double limit,
      double temperature,
      @Nullable Double memoryTemperature)
      throws IOException {
    GpuReading gpu = read(name).getFirst();
    assertThat(gpu.device().product()).isEqualTo(product);
    assertThat(gpu.device().index()).isEqualTo(number);
    assertThat(gpu.device().uuid()).startsWith("GPU-");
    assertThat(gpu.values().get(GpuQuantity.UTILIZATION))
        .isEqualTo(percent == null ? null : percent / 100);
    assertThat(gpu.values().get(GpuQuantity.MEMORY_USED)).isEqualTo((double) (usedMib * MIB));
    assertThat(gpu.values().get(GpuQuantity.MEMORY_FREE)).isEqualTo((double) (freeMib * MIB));
    assertThat(gpu.values().get(GpuQuantity.MEMORY_TOTAL)).isEqualTo((double) (totalMib * MIB));
    assertThat(gpu.values().get(GpuQuantity.POWER)).isEqualTo(watts);
    assertThat(gpu.values().get(GpuQuantity.POWER_LIMIT)).isEqualTo(limit);
    assertThat(gpu.values().get(GpuQuantity.TEMPERATURE)).isEqualTo(temperature);
    assertThat(gpu.values().get(GpuQuantity.MEMORY_TEMPERATURE)).isEqualTo(memoryTemperature);
  }

  @Test
  void haveTheInstancesOfADividedGpu() throws IOException {
    List<GpuReading> units = read("a100-sxm4-v12");
    assertThat(units)
        .extracting(unit -> unit.device().instance())
        .containsExactly("", "3", "4", "5", "6");
    assertThat(units.subList(1, 5))
        .allSatisfy(unit ->
            assertThat(unit.values())
                .containsEntry(GpuQuantity.MEMORY_TOTAL, 19968.0 * MIB)
                .containsEntry(GpuQuantity.MEMORY_USED, 12.0 * MIB)
                .containsEntry(GpuQuantity.MEMORY_FREE, 19955.0 * MIB));
  }
}
