package watchbill.connectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SmiReportTest {
  private static final double MIB = 1 << 20;

  private static List<GpuReading> read(String report) throws IOException {
    return SmiReport.read(report.getBytes(StandardCharsets.UTF_8));
  }

  private static GpuReading gpu(String elements) throws IOException {
    return read("<nvidia_smi_log><gpu id=\"0\">" + elements + "</gpu></nvidia_smi_log>").getFirst();
  }

  @Test
  void readsAmountsInBaseUnits() throws IOException {
    GpuReading gpu =
        gpu(
            """
            <product_name>NVIDIA H100</product_name><uuid>GPU-1</uuid><minor_number>3</minor_number>
            <fb_memory_usage><total>80 GiB</total><used> 12 MiB </used><free>1 KiB</free></fb_memory_usage>
            <utilization><gpu_util>65 %</gpu_util></utilization>
            <temperature><gpu_temp>27 C</gpu_temp><memory_temp>44 C</memory_temp></temperature>
            <gpu_power_readings><average_power_draw>139.62 W</average_power_draw>
            <instant_power_draw>142.33 W</instant_power_draw>
            <current_power_limit>500.00 W</current_power_limit></gpu_power_readings>
            <ecc_errors><volatile><sram_correctable>1</sram_correctable>
            <sram_uncorrectable_parity>2</sram_uncorrectable_parity>
            <sram_uncorrectable_secded>3</sram_uncorrectable_secded>
            <dram_correctable>4</dram_correctable><dram_uncorrectable>5</dram_uncorrectable></volatile>
            <aggregate><dram_uncorrectable>99</dram_uncorrectable></aggregate></ecc_errors>
            <remapped_rows><remapped_row_corr>1</remapped_row_corr><remapped_row_unc>2</remapped_row_unc>
            <remapped_row_pending>Yes</remapped_row_pending>
            <remapped_row_failure>No</remapped_row_failure></remapped_rows>
            <clocks_event_reasons>
            <clocks_event_reason_sw_power_cap>Active</clocks_event_reason_sw_power_cap>
            <clocks_event_reason_hw_slowdown>Not Active</clocks_event_reason_hw_slowdown>
            <clocks_event_reason_sync_boost>N/A</clocks_event_reason_sync_boost>
            </clocks_event_reasons>
            <clocks_event_reasons_counters>
            <clocks_event_reasons_counters_sw_power_cap>2500000 us</clocks_event_reasons_counters_sw_power_cap>
            </clocks_event_reasons_counters>
            """);
    assertThat(gpu.device()).isEqualTo(new GpuDevice("GPU-1", "3", "NVIDIA H100", "", ""));
    assertThat(gpu.values())
        .isEqualTo(
            Map.ofEntries(
                Map.entry(GpuQuantity.MEMORY_TOTAL, 80 * 1024 * MIB),
                Map.entry(GpuQuantity.MEMORY_USED, 12 * MIB),
                Map.entry(GpuQuantity.MEMORY_FREE, 1024.0),
                Map.entry(GpuQuantity.UTILIZATION, 0.65),
                Map.entry(GpuQuantity.TEMPERATURE, 27.0),
                Map.entry(GpuQuantity.MEMORY_TEMPERATURE, 44.0),
                Map.entry(GpuQuantity.POWER, 139.62),
                Map.entry(GpuQuantity.POWER_LIMIT, 500.0),
                Map.entry(GpuQuantity.ECC_CORRECTED, 5.0),
                Map.entry(GpuQuantity.ECC_UNCORRECTED, 10.0),
                Map.entry(GpuQuantity.REMAPPED_CORRECTED, 1.0),
                Map.entry(GpuQuantity.REMAPPED_UNCORRECTED, 2.0),
                Map.entry(GpuQuantity.REMAP_PENDING, 1.0),
                Map.entry(GpuQuantity.REMAP_FAILED, 0.0)));
    assertThat(gpu.throttled())
        .isEqualTo(Map.of(Throttle.SW_POWER_CAP, true, Throttle.HW_SLOWDOWN, false));
    assertThat(gpu.throttledSeconds()).isEqualTo(Map.of(Throttle.SW_POWER_CAP, 2.5));
  }

  @Test
  void doesNotKnowWhatIsNotSaid() throws IOException {
    GpuReading gpu =
        gpu(
            """
            <minor_number>N/A</minor_number>
            <fb_memory_usage><total>N/A</total><used>[Not Supported]</used><free></free></fb_memory_usage>
            <utilization><gpu_util>[Unknown Error]</gpu_util></utilization>
            <temperature><gpu_temp>GPU is lost</gpu_temp></temperature>
            <power_readings><power_draw>Requested functionality has been deprecated</power_draw>
            <power_limit>12 parsec</power_limit></power_readings>
            <remapped_rows>N/A</remapped_rows>
            """);
    assertThat(gpu.values()).isEmpty();
    assertThat(gpu.device()).isEqualTo(new GpuDevice("", "0", "", "", ""));
  }

  @Test
  void readsInstancesAndNoProcesses() throws IOException {
    List<GpuReading> units =
        read(
            """
            <nvidia_smi_log><gpu id="a"><uuid>GPU-1</uuid>
            <mig_devices><mig_device><index>0</index><gpu_instance_id>7</gpu_instance_id>
            <fb_memory_usage><total>19968 MiB</total><used>12 MiB</used></fb_memory_usage>
            <temperature><gpu_temp>1 C</gpu_temp></temperature>
            </mig_device><mig_device><index>1</index><gpu_instance_id>8</gpu_instance_id></mig_device>
            </mig_devices>
            <processes><process_info><pid>1</pid><used_memory>5 MiB</used_memory></process_info></processes>
            <temperature><gpu_temp>27 C</gpu_temp></temperature></gpu>
            <gpu id="b"><uuid>GPU-2</uuid></gpu></nvidia_smi_log>
            """);
    assertThat(units)
        .extracting(unit -> unit.device().instance())
        .containsExactly("", "7", "8", "");
    assertThat(units).extracting(unit -> unit.device().index()).containsExactly("0", "0", "0", "1");
    assertThat(units.getFirst().values()).isEqualTo(Map.of(GpuQuantity.TEMPERATURE, 27.0));
    assertThat(units.get(1).values())
        .isEqualTo(
            Map.of(GpuQuantity.MEMORY_TOTAL, 19968 * MIB, GpuQuantity.MEMORY_USED, 12 * MIB));
  }

  @Test
  void fetchesNothingAndKnowsNoEntity() throws IOException {
    String type = "<!DOCTYPE nvidia_smi_log SYSTEM \"http://127.0.0.1:9/x.dtd\">";
    assertThat(read("<?xml version=\"1.0\" ?>" + type + "<nvidia_smi_log/>")).isEmpty();
    String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";
    assertThatIOException()
        .isThrownBy(
            () -> read(entity + "<nvidia_smi_log><gpu><uuid>&e;</uuid></gpu></nvidia_smi_log>"))
        .withMessageStartingWith("want XML of nvidia-smi, have ");
    String laughs =
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    assertThatIOException()
        .isThrownBy(
            () -> read(laughs + "<nvidia_smi_log><gpu><uuid>&b;</uuid></gpu></nvidia_smi_log>"))
        .withMessageStartingWith("want XML of nvidia-smi, have ");
    assertThat(gpu("<product_name>A&amp;B &#65;</product_name>").device().product())
        .isEqualTo("A&B A");
  }

  @Test
  void refusesWhatIsNoReport() {
    for (String other :
        List.of(
            "",
            "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
            "<html/>",
            "<nvidia_smi_log><gpu>",
            "<nvidia_smi_log>" + "<a>".repeat(100) + "</nvidia_smi_log>")) {
      assertThatIOException()
          .isThrownBy(() -> read(other))
          .withMessageStartingWith("want XML of nvidia-smi, have ");
    }
  }
}
