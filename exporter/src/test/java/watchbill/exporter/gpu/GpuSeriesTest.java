package watchbill.exporter.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static watchbill.exporter.gpu.Gpus.pod;
import static watchbill.exporter.gpu.Gpus.scraped;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import watchbill.connectors.gpu.DcgmAnswer;
import watchbill.connectors.gpu.DcgmTarget;
import watchbill.connectors.gpu.GpuDevice;
import watchbill.connectors.gpu.GpuQuantity;
import watchbill.connectors.gpu.GpuReading;
import watchbill.metrics.catalogue.Catalogue;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.GpuFamilies;

final class GpuSeriesTest {
  private static final long MINUTE = 60_000;

  private final Gpus fleet = new Gpus();
  private final GpuSeries series =
      new GpuSeries(Gpus.config("gpu:"), fleet.cluster(), Gpus.STALE_AFTER);

  private void look(long atMillis, String page) {
    series.heard(Gpus.page("n1", page), atMillis);
    series.tick(atMillis);
  }

  private static String gpu(String field, String value) {
    return "DCGM_FI_%s{gpu=\"0\",UUID=\"GPU-0\",modelName=\"NVIDIA T4\",Hostname=\"h\"} %s\n"
        .formatted(field, value);
  }

  private static GpuReading read(String uuid, double celsius) {
    return new GpuReading(
        new GpuDevice(uuid, "0", "NVIDIA T4", "", ""),
        "",
        Map.of(GpuQuantity.TEMPERATURE, celsius),
        Map.of(),
        Map.of(),
        List.of());
  }

  /// The scenario with all families.
  @Test
  void showsEveryFamily() {
    fleet.pods(pod("acme", "reviewer-0", "n1", 1));
    String page =
        gpu("PROF_GR_ENGINE_ACTIVE", "0.01")
            + gpu("DEV_FB_USED", "1")
            + gpu("DEV_FB_FREE", "2")
            + gpu("DEV_POWER_USAGE", "26.781")
            + gpu("DEV_ENFORCED_POWER_LIMIT", "70")
            + gpu("DEV_TOTAL_ENERGY_CONSUMPTION", "1500")
            + gpu("DEV_GPU_TEMP", "41")
            + gpu("DEV_MEMORY_TEMP", "0")
            + gpu("DEV_XID_ERRORS", "0")
            + gpu("DEV_CLOCKS_EVENT_REASONS", "4")
            + gpu("DEV_THERMAL_VIOLATION", "2000000000")
            + gpu("DEV_ECC_SBE_VOL_TOTAL", "3")
            + gpu("DEV_ECC_DBE_VOL_TOTAL", "0")
            + gpu("DEV_CORRECTABLE_REMAPPED_ROWS", "1")
            + gpu("DEV_UNCORRECTABLE_REMAPPED_ROWS", "0")
            + gpu("DEV_ROW_REMAP_FAILURE", "0")
            + gpu("DEV_ROW_REMAP_PENDING", "1")
            + gpu("DEV_VGPU_INSTANCE_IDS", "ERROR - FAILED TO CONVERT TO STRING");
    for (int minute = 0; minute <= 30; minute++) {
      look(minute * MINUTE, page);
    }
    String gpu =
        "{tenant=\"acme\",agent=\"reviewer\",role=\"worker\",node=\"n1\",gpu=\"0\",uuid=\"GPU-0\","
            + "gpu_i_id=\"\",allocation_method=\"requests_single\"";
    assertThat(scraped(series))
        .containsExactlyInAnyOrder(
            "agent_gpu_info" + gpu + ",product=\"NVIDIA T4\",gpu_i_profile=\"\",source=\"dcgm\"} 1",
            "agent_gpu_utilization_ratio" + gpu + "} 0.01",
            "agent_gpu_memory_used_bytes" + gpu + "} 1048576",
            "agent_gpu_memory_free_bytes" + gpu + "} 2097152",
            "agent_gpu_memory_total_bytes" + gpu + "} 3145728",
            "agent_gpu_power_watts" + gpu + "} 26.781",
            "agent_gpu_power_limit_watts" + gpu + "} 70",
            "agent_gpu_energy_joules_total" + gpu + "} 1.5",
            "agent_gpu_temperature_celsius" + gpu + "} 41",
            "agent_gpu_memory_temperature_celsius" + gpu + "} 0",
            "agent_gpu_last_xid" + gpu + "} 0",
            "agent_gpu_xid_changes_total" + gpu + "} 0",
            "agent_gpu_throttled" + gpu + ",reason=\"sw_power_cap\"} 1",
            "agent_gpu_throttled" + gpu + ",reason=\"hw_slowdown\"} 0",
            "agent_gpu_throttled" + gpu + ",reason=\"sync_boost\"} 0",
            "agent_gpu_throttled" + gpu + ",reason=\"sw_thermal_slowdown\"} 0",
            "agent_gpu_throttled" + gpu + ",reason=\"hw_thermal_slowdown\"} 0",
            "agent_gpu_throttled" + gpu + ",reason=\"hw_power_brake_slowdown\"} 0",
            "agent_gpu_throttled_seconds_total" + gpu + ",reason=\"thermal\"} 2",
            "agent_gpu_ecc_errors_total" + gpu + ",kind=\"corrected\"} 3",
            "agent_gpu_ecc_errors_total" + gpu + ",kind=\"uncorrected\"} 0",
            "agent_gpu_remapped_rows" + gpu + ",kind=\"corrected\"} 1",
            "agent_gpu_remapped_rows" + gpu + ",kind=\"uncorrected\"} 0",
            "agent_gpu_row_remap_failed" + gpu + "} 0",
            "agent_gpu_row_remap_pending" + gpu + "} 1",
            "agent_gpu_allocated_idle_since_timestamp_seconds" + gpu + "} 0",
            "agent_gpus_requested{tenant=\"acme\",agent=\"reviewer\",role=\"worker\",node=\"n1\"} 1");

    PageSeries pages = new PageSeries();
    DcgmTarget gone = new DcgmTarget("", URI.create("http://10.0.0.9:9400/metrics"));
    pages.show(List.of(Gpus.page("n1", page), new DcgmAnswer.None(gone, "no connection")));
    assertThat(scraped(pages))
        .containsExactly(
            "watchbill_gpu_page_lines_skipped_total{reason=\"value\"} 1",
            "watchbill_gpu_page_up{node=\"10.0.0.9:9400\"} 0",
            "watchbill_gpu_page_up{node=\"n1\"} 1");

    List<String> shown =
        Stream.concat(scraped(series).stream(), scraped(pages).stream())
            .map(line -> line.substring(0, line.indexOf('{')))
            .distinct()
            .toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(namesOfTheGroup());
  }

  private static List<String> namesOfTheGroup() {
    return Catalogue.groups().stream()
        .filter(group -> group.families().contains(GpuFamilies.INFO))
        .flatMap(group -> group.families().stream())
        .map(Family::name)
        .toList();
  }

  @Test
  void countsHowOftenTheLastErrorBecameAnotherOne() {
    String family = "agent_gpu_xid_changes_total";
    String[] codes = {"31", "31", "79", "0", "79", "48"};
    int[] changes = {0, 0, 1, 1, 2, 3};
    for (int i = 0; i < codes.length; i++) {
      look(i * 1_000L, gpu("DEV_XID_ERRORS", codes[i]));
      assertThat(scraped(series, family)).singleElement().asString().endsWith(" " + changes[i]);
    }
    look(7_000, gpu("DEV_GPU_TEMP", "41"));
    assertThat(scraped(series, family)).isEmpty();
    look(8_000, gpu("DEV_XID_ERRORS", "48"));
    assertThat(scraped(series, family)).singleElement().asString().endsWith(" 3");
  }

  @Test
  void showsAnIdleGpuOnlyWhileItIsHeldAndForLongEnough() {
    String family = "agent_gpu_allocated_idle_since_timestamp_seconds";
    fleet.pods(pod("acme", "reviewer-0", "n1", 1));
    look(0, gpu("DEV_GPU_UTIL", "50"));
    for (int minute = 1; minute <= 30; minute++) {
      look(minute * MINUTE, gpu("DEV_GPU_UTIL", "4"));
      assertThat(scraped(series, family)).isEmpty();
    }
    look(31 * MINUTE, gpu("DEV_GPU_UTIL", "0"));
    assertThat(scraped(series, family)).singleElement().asString().endsWith("} 60");
    look(32 * MINUTE, gpu("DEV_GPU_UTIL", "5"));
    assertThat(scraped(series, family)).isEmpty();
    for (int minute = 33; minute <= 70; minute++) {
      look(minute * MINUTE, gpu("DEV_GPU_UTIL", "0"));
    }
    assertThat(scraped(series, family)).singleElement().asString().endsWith("} 1980");
    fleet.pods(pod("acme", "writer-0", "n1", 1));
    look(71 * MINUTE, gpu("DEV_GPU_UTIL", "0"));
    assertThat(scraped(series, family)).isEmpty();
    fleet.pods();
    for (int minute = 72; minute <= 120; minute++) {
      look(minute * MINUTE, gpu("DEV_GPU_UTIL", "0"));
      assertThat(scraped(series, family)).isEmpty();
    }
  }

  @Test
  void doesNotCountTimeWithoutAReadingAsIdle() {
    fleet.pods(pod("acme", "reviewer-0", "n1", 1));
    look(0, gpu("DEV_GPU_UTIL", "0"));
    look(40 * MINUTE, gpu("DEV_GPU_UTIL", "0"));
    assertThat(scraped(series, "agent_gpu_allocated_idle_since_timestamp_seconds")).isEmpty();
  }

  @Test
  void dropsWhatItDidNotHearAgain() {
    fleet.pods(pod("acme", "reviewer-0", "n1", 1));
    look(0, gpu("DEV_GPU_TEMP", "41"));
    series.tick(Gpus.STALE_AFTER.toMillis());
    assertThat(scraped(series, "agent_gpu_temperature_celsius")).hasSize(1);
    series.tick(Gpus.STALE_AFTER.toMillis() + 1);
    assertThat(scraped(series, "agent_gpu_temperature_celsius")).isEmpty();
    assertThat(scraped(series, "agent_gpus_requested")).hasSize(1);
  }

  @Test
  void showsAGpuOnceAndDcgmsWordBeforeThatOfNvidiaSmi() {
    series.heard("n1", List.of(read("GPU-0", 39), read("GPU-1", 38)), 0);
    look(0, gpu("DEV_GPU_TEMP", "41"));
    assertThat(scraped(series, "agent_gpu_temperature_celsius"))
        .satisfiesExactly(
            first -> assertThat(first).contains("GPU-0").endsWith(" 41"),
            second -> assertThat(second).contains("GPU-1").endsWith(" 38"));
    assertThat(scraped(series, "agent_gpu_info"))
        .satisfiesExactly(
            first -> assertThat(first).contains("source=\"dcgm\""),
            second -> assertThat(second).contains("source=\"nvidia-smi\""));
  }

  @Test
  void takesTheNodeFromThePageWhereTheAddressDoesNotTell() {
    series.heard(Gpus.page("", gpu("DEV_GPU_TEMP", "41").replace("\"h\"", "\"n7\"")), 0);
    series.tick(0);
    assertThat(scraped(series, "agent_gpu_temperature_celsius"))
        .singleElement()
        .asString()
        .contains("node=\"n7\"");
  }
}
