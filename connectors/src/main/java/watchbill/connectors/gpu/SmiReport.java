package watchbill.connectors.gpu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import watchbill.connectors.gpu.SmiTexts.OneGpu;

/// Reads a report of `nvidia-smi -q -x`, of every schema since v10
/// (<https://docs.nvidia.com/deploy/nvidia-smi/>). Processes are not read.
public final class SmiReport {
  private SmiReport() {}

  /// What the GPUs say, whole GPUs and MIG instances, in the report's order. A GPU's number is its
  /// minor number, else its place in the report.
  ///
  /// @throws IOException when it is no such report; the message is one line
  public static List<GpuReading> read(byte[] report) throws IOException {
    List<GpuReading> readings = new ArrayList<>();
    int place = 0;
    for (OneGpu gpu : SmiTexts.read(report)) {
      GpuDevice device = device(gpu, place++);
      GpuDraft whole = new GpuDraft(device);
      read(gpu.texts(), whole, device);
      readThrottles(gpu, whole);
      readings.add(whole.reading());
      for (Map<String, String> instance : gpu.instances()) {
        readings.add(instance(instance, device));
      }
    }
    return readings;
  }

  private static GpuDevice device(OneGpu gpu, int place) {
    String minor = gpu.text("minor_number");
    String index = minor.matches("\\d{1,4}") ? minor : String.valueOf(place);
    return new GpuDevice(gpu.text("uuid"), index, gpu.text("product_name"), "", "");
  }

  private static GpuReading instance(Map<String, String> texts, GpuDevice of) {
    String id = texts.getOrDefault("gpu_instance_id", texts.getOrDefault("index", "?"));
    GpuDevice device = new GpuDevice(of.uuid(), of.index(), of.product(), id, "");
    GpuDraft draft = new GpuDraft(device);
    read(texts, draft, device);
    return draft.reading();
  }

  private static void read(Map<String, String> texts, GpuDraft draft, GpuDevice device) {
    SmiFields.PATHS.forEach((quantity, paths) -> {
      for (String path : paths) {
        Double amount = SmiAmount.parse(texts.getOrDefault(path, ""));
        if (amount != null && isRight(quantity, device)) {
          draft.putIfAbsent(quantity, amount);
        }
      }
    });
    SmiFields.SUMS.forEach((quantity, paths) -> {
      for (String path : paths) {
        Double count = SmiAmount.parse(texts.getOrDefault(path, ""));
        if (count != null && isRight(quantity, device)) {
          draft.add(quantity, count);
        }
      }
    });
  }

  private static boolean isRight(GpuQuantity quantity, GpuDevice device) {
    return quantity.isOfInstance() || !device.isInstance();
  }

  private static void readThrottles(OneGpu gpu, GpuDraft draft) {
    SmiFields.REASONS.forEach((why, name) -> {
      for (String section : SmiFields.REASON_SECTIONS) {
        Boolean holds = SmiAmount.holds(gpu.text(section + name));
        if (holds != null) {
          draft.putThrottled(why, holds);
        }
      }
    });
    SmiFields.TIMES.forEach((why, name) -> {
      Double seconds = SmiAmount.parse(gpu.text(SmiFields.TIME_SECTION + name));
      if (seconds != null) {
        draft.putThrottledSeconds(why, seconds);
      }
    });
  }
}
