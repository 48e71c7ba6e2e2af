package watchbill.connectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import watchbill.connectors.promtext.BadLine;
import watchbill.connectors.promtext.TextPage;

final class DcgmPageTest {
  private static final double MIB = 1 << 20;
  private static final GpuDevice T4 = new GpuDevice("GPU-1", "0", "Tesla T4", "", "");

  private static TextPage page(String page) {
    return TextPage.read(page.getBytes(StandardCharsets.UTF_8), DcgmPage::wants);
  }

  private static List<GpuReading> read(String page) {
    return DcgmPage.read(page(page));
  }

  @Test
  void readsAGpuInBaseUnits() {
    GpuReading gpu =
        read("""
        # HELP DCGM_FI_DEV_SM_CLOCK SM clock frequency (in MHz).
        # TYPE DCGM_FI_DEV_SM_CLOCK gauge
        DCGM_FI_DEV_SM_CLOCK{gpu="0",UUID="GPU-1",modelName="Tesla T4",Hostname="n1"} 300
        DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-1",pci_bus_id="00000000:00:1E.0",\
        device="nvidia0",modelName="Tesla T4",Hostname="n1",DCGM_FI_DRIVER_VERSION="535.104.05",\
        container="main",namespace="acme",pod="reviewer-0"} 41
        DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-1",modelName="Tesla T4",Hostname="n1"} 26.781000
        DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0",UUID="GPU-1",modelName="Tesla T4"} 1234567
        DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-1",modelName="Tesla T4"} 97
        DCGM_FI_DEV_XID_ERRORS{gpu="0",UUID="GPU-1",modelName="Tesla T4"} 31
        DCGM_FI_DEV_FB_FREE{gpu="0",UUID="GPU-1",modelName="Tesla T4"} 13939
        DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-1",modelName="Tesla T4"} 1032
        DCGM_FI_DEV_FB_RESERVED{gpu="0",UUID="GPU-1",modelName="Tesla T4"} 388
        DCGM_FI_DEV_POWER_VIOLATION{gpu="0",UUID="GPU-1",modelName="Tesla T4"} 2500000000
        DCGM_FI_DEV_CLOCK_THROTTLE_REASONS{gpu="0",UUID="GPU-1",modelName="Tesla T4"} 68
        DCGM_FI_PROF_GR_ENGINE_ACTIVE{gpu="0",UUID="GPU-1",modelName="Tesla T4"} 0.310000
        """)
            .getFirst();
    assertThat(gpu.device()).isEqualTo(T4);
    assertThat(gpu.host()).isEqualTo("n1");
    assertThat(gpu.pods()).containsExactly(new PodName("acme", "reviewer-0"));
    assertThat(gpu.values())
        .isEqualTo(
            Map.of(
                GpuQuantity.TEMPERATURE, 41.0,
                GpuQuantity.POWER, 26.781,
                GpuQuantity.ENERGY, 1234.567,
                GpuQuantity.UTILIZATION, 0.31,
                GpuQuantity.LAST_XID, 31.0,
                GpuQuantity.MEMORY_FREE, 13939 * MIB,
                GpuQuantity.MEMORY_USED, 1032 * MIB,
                GpuQuantity.MEMORY_RESERVED, 388 * MIB,
                GpuQuantity.MEMORY_TOTAL, (13939 + 1032 + 388) * MIB));
    assertThat(gpu.throttledSeconds().get(Throttle.SW_POWER_CAP)).isCloseTo(2.5, within(1e-9));
    assertThat(gpu.throttled())
        .isEqualTo(
            Map.of(
                Throttle.SW_POWER_CAP, true,
                Throttle.HW_THERMAL_SLOWDOWN, true,
                Throttle.HW_SLOWDOWN, false,
                Throttle.SYNC_BOOST, false,
                Throttle.SW_THERMAL_SLOWDOWN, false,
                Throttle.HW_POWER_BRAKE_SLOWDOWN, false));
  }

  @Test
  void takesTheCoarserUtilizationWhereThereIsNoFinerOne() {
    GpuReading gpu = read("DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-1\"} 97\n").getFirst();
    assertThat(gpu.values()).isEqualTo(Map.of(GpuQuantity.UTILIZATION, 0.97));
  }

  @Test
  void doesNotTakeABlankForANumber() {
    List<GpuReading> gpus =
        read(
            """
            DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-1"} 41
            DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-1"} 9223372036854775794
            DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-1"} 140737488355330.000000
            DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-1"} NaN
            DCGM_FI_DEV_FB_FREE{gpu="0",UUID="GPU-1"} -1
            DCGM_FI_DEV_THERMAL_VIOLATION{gpu="0",UUID="GPU-1"} 200000000000000
            """);
    assertThat(gpus.getFirst().values()).isEqualTo(Map.of(GpuQuantity.TEMPERATURE, 41.0));
    assertThat(gpus.getFirst().throttledSeconds()).isEqualTo(Map.of(Throttle.THERMAL, 200_000.0));
  }

  @Test
  void isNotSpoiltByWhatCannotBeRead() {
    TextPage page =
        page(
            """
            DCGM_FI_DEV_VGPU_INSTANCE_IDS{gpu="0",UUID="GPU-1"} ERROR - FAILED TO CONVERT TO STRING
            DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-1",modelName="NVIDIA "T4""} 41
            DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-1",modelName="x} 26.7
            DCGM_FI_DEV_MEMORY_TEMP{gpu="0",UUID="GPU-1",modelN\
            """);
    assertThat(page.skipped())
        .isEqualTo(Map.of(BadLine.VALUE, 1, BadLine.LABELS, 1, BadLine.UNENDED, 1));
    assertThat(DcgmPage.read(page))
        .singleElement()
        .satisfies(gpu -> {
          assertThat(gpu.device().product()).isEqualTo("NVIDIA \"T4\"");
          assertThat(gpu.values()).isEqualTo(Map.of(GpuQuantity.TEMPERATURE, 41.0));
        });
  }

  /// The page repeats the power of the GPU for each of its instances.
  @Test
  void tellsOnceWhatIsTheWholeGpus() {
    List<GpuReading> units =
        read(
            """
            DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-A",GPU_I_PROFILE="1g.6gb",GPU_I_ID="3"} 52.636
            DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-A",GPU_I_PROFILE="1g.6gb",GPU_I_ID="4"} 52.746
            DCGM_FI_DEV_FB_USED{gpu="1",UUID="GPU-A",GPU_I_PROFILE="1g.6gb",GPU_I_ID="3"} 12
            DCGM_FI_DEV_FB_USED{gpu="1",UUID="GPU-A",GPU_I_PROFILE="1g.6gb",GPU_I_ID="4",\
            namespace="acme",pod="reviewer-0"} 4000
            DCGM_FI_PROF_GR_ENGINE_ACTIVE{gpu="1",UUID="GPU-A",GPU_I_PROFILE="1g.6gb",GPU_I_ID="4"} 0.5
            """);
    assertThat(units).hasSize(3);
    GpuReading whole =
        units.stream().filter(u -> !u.device().isInstance()).findFirst().orElseThrow();
    assertThat(whole.values()).isEqualTo(Map.of(GpuQuantity.POWER, 52.746));
    assertThat(whole.pods()).isEmpty();
    GpuReading busy =
        units.stream().filter(u -> u.device().instance().equals("4")).findFirst().orElseThrow();
    assertThat(busy.device().profile()).isEqualTo("1g.6gb");
    assertThat(busy.pods()).containsExactly(new PodName("acme", "reviewer-0"));
    assertThat(busy.values())
        .isEqualTo(Map.of(GpuQuantity.MEMORY_USED, 4000 * MIB, GpuQuantity.UTILIZATION, 0.5));
  }

  @Test
  void namesAllPodsOfAGpuThatIsShared() {
    List<GpuReading> gpus =
        read(
            """
            DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-1",namespace="a",pod="x",vgpu="0"} 41
            DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-1",namespace="a",pod="y",vgpu="1"} 41
            DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-1",namespace="a",pod="x",vgpu="2"} 41
            """);
    assertThat(gpus)
        .singleElement()
        .extracting(GpuReading::pods)
        .isEqualTo(List.of(new PodName("a", "x"), new PodName("a", "y")));
  }

  @Test
  void readsTheNamesOfOtherVersions() {
    List<GpuReading> gpus =
        read(
            """
            dcgm_fi_prof_gr_engine_active{gpu="0",uuid="GPU-1",modelName="A",GPU_I_PROFILE="3g.40gb",\
            GPU_I_ID="1",container_name="c",pod_name="p",pod_namespace="n"} 0.25
            DCGM_FI_DEV_CLOCKS_EVENT_REASONS{gpu="1",UUID="GPU-2",hostname="h"} 0
            """);
    assertThat(gpus.getFirst().device())
        .isEqualTo(new GpuDevice("GPU-1", "0", "A", "1", "3g.40gb"));
    assertThat(gpus.getFirst().pods()).containsExactly(new PodName("n", "p"));
    assertThat(gpus.getLast().host()).isEqualTo("h");
    assertThat(gpus.getLast().throttled()).hasSize(6).doesNotContainValue(true);
  }

  @Test
  void doesNotTakeTheExportersOwnPodForAHolder() {
    List<GpuReading> gpus =
        read(
            """
            DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-1",pod="dcgm-exporter-x",namespace="gpu",\
            exported_pod="reviewer-0",exported_namespace="acme"} 41
            DCGM_FI_DEV_GPU_TEMP{gpu="1",UUID="GPU-2",pod="dcgm-exporter-x",namespace="gpu"} 39
            """);
    assertThat(gpus.getFirst().pods()).containsExactly(new PodName("acme", "reviewer-0"));
    assertThat(gpus.getLast().pods()).isEmpty();
  }

  @Test
  void readsNoMoreDevicesThanAMachineHas() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      page.append("DCGM_FI_DEV_GPU_TEMP{gpu=\"").append(i).append("\",UUID=\"GPU-").append(i);
      page.append("\"} 41\n");
    }
    assertThat(read(page.toString())).hasSizeBetween(1000, DcgmPage.MAX_DEVICES);
  }

  @Test
  void namesNoMorePodsThanCanShareAGpu() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      page.append("DCGM_FI_DEV_GPU_TEMP{gpu=\"0\",UUID=\"GPU-1\",pod=\"p")
          .append(i)
          .append("\"} 1\n");
    }
    assertThat(read(page.toString()).getFirst().pods()).hasSize(256);
  }

  @Test
  void skipsWhatIsNoGpus() {
    assertThat(
            read(
                """
                up 1
                DCGM_FI_DEV_GPU_TEMP 41
                DCGM_FI_DEV_NVSWITCH_TEMPERATURE_CURRENT{nvswitch="0"} 41
                DCGM_FI_DEV_CPU_UTIL_TOTAL{cpu="0"} 0.4
                """))
        .isEmpty();
  }
}
