package watchbill.connectors.gpu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import watchbill.connectors.gpu.DcgmFields.Field;
import watchbill.connectors.promtext.Sample;
import watchbill.connectors.promtext.TextPage;

/// Reads the page of a DCGM exporter (<https://github.com/NVIDIA/dcgm-exporter>). One thread.
///
/// Of a GPU that is divided into MIG instances, the page repeats what is the whole GPU's for each
/// instance; here it is told once, by the GPU. With time-slicing, the page repeats what is one
/// GPU's for each pod, or names but one of them; here it is told once, by a GPU with those pods.
public final class DcgmPage {
  /// More GPUs and instances of one page are not read; no machine has as many.
  public static final int MAX_DEVICES = 1024;

  /// What a scraper calls the label `pod` of a page when it sets one of its own.
  private static final String RELAYED_POD = "exported_pod";

  private final Map<GpuDevice, GpuDraft> drafts = new LinkedHashMap<>();
  private final Map<GpuDevice, GpuDraft> utilizations = new LinkedHashMap<>();

  private final boolean relayed;

  private DcgmPage(TextPage page) {
    relayed = page.samples().stream().anyMatch(sample -> !sample.label(RELAYED_POD).isEmpty());
  }

  /// Whether a page's sample is worth keeping.
  public static boolean wants(Sample sample) {
    return DcgmFields.areRead(field(sample));
  }

  /// What the GPUs of a page say, whole GPUs and instances, in the page's order.
  public static List<GpuReading> read(TextPage page) {
    DcgmPage reader = new DcgmPage(page);
    page.samples().forEach(reader::read);
    reader.utilizations.forEach(reader::useOther);
    List<GpuReading> readings = new ArrayList<>();
    reader.drafts.values().forEach(draft -> readings.add(draft.reading()));
    return readings;
  }

  private void read(Sample sample) {
    String field = field(sample);
    double value = sample.value();
    GpuDevice device = device(sample);
    boolean named = !device.uuid().isEmpty() || !device.index().isEmpty();
    if (!DcgmFields.isKnown(value) || !named || !DcgmFields.areRead(field) || !hasRoom(device)) {
      return;
    }
    GpuDraft own = draft(device, sample);
    GpuDraft whole = draft(device.whole(), sample);
    Field quantity = DcgmFields.QUANTITIES.get(field);
    Throttle timed = DcgmFields.TIMES.get(field);
    if (quantity != null) {
      GpuDraft of = quantity.quantity().isOfInstance() ? own : whole;
      of.put(quantity.quantity(), value * quantity.factor());
    } else if (timed != null) {
      whole.putThrottledSeconds(timed, DcgmFields.seconds(value));
    } else if (DcgmFields.MASKS.contains(field)) {
      putThrottled(whole, (long) value);
    } else if (field.equals(DcgmFields.ENGINE_ACTIVE)) {
      own.put(GpuQuantity.UTILIZATION, Math.min(1, value));
    } else if (value <= 100) { // of the whole GPU, and nothing of its instances
      GpuDraft other = utilizations.computeIfAbsent(device.whole(), GpuDraft::new);
      other.put(GpuQuantity.UTILIZATION, value / 100);
    }
  }

  /// The coarser measure holds where the page has no finer one.
  private void useOther(GpuDevice device, GpuDraft other) {
    GpuDraft draft = drafts.get(device);
    Double value = other.reading().values().get(GpuQuantity.UTILIZATION);
    if (draft != null && value != null) {
      draft.putIfAbsent(GpuQuantity.UTILIZATION, value);
    }
  }

  private boolean hasRoom(GpuDevice device) {
    return drafts.size() < MAX_DEVICES - 1 || drafts.containsKey(device);
  }

  private GpuDraft draft(GpuDevice device, Sample sample) {
    GpuDraft draft = drafts.computeIfAbsent(device, GpuDraft::new);
    draft.putHost(label(sample, "Hostname", "hostname"));
    boolean itsPod = device.isInstance() || !device(sample).isInstance();
    PodName pod = pod(sample);
    if (itsPod && !pod.name().isEmpty()) {
      draft.putPod(pod);
    }
    return draft;
  }

  /// On a page that was relayed by a scraper, `pod` is the exporter's own.
  private PodName pod(Sample sample) {
    return relayed
        ? new PodName(sample.label("exported_namespace"), sample.label(RELAYED_POD))
        : new PodName(
            label(sample, "namespace", "pod_namespace"), label(sample, "pod", "pod_name"));
  }

  private static void putThrottled(GpuDraft whole, long mask) {
    for (Throttle why : Throttle.values()) {
      Boolean holds = why.in(mask);
      if (holds != null) {
        whole.putThrottled(why, holds);
      }
    }
  }

  private static GpuDevice device(Sample sample) {
    return new GpuDevice(
        label(sample, "UUID", "uuid"),
        label(sample, "gpu"),
        label(sample, "modelName", "model_name"),
        label(sample, "GPU_I_ID", "gpu_i_id"),
        label(sample, "GPU_I_PROFILE", "gpu_i_profile"));
  }

  /// The name without its prefix; empty when it is another exporter's.
  private static String field(Sample sample) {
    String name = sample.name().toUpperCase(Locale.ROOT);
    return name.startsWith(DcgmFields.PREFIX) ? name.substring(DcgmFields.PREFIX.length()) : "";
  }

  /// The first of these labels that is there: they were renamed from version to version.
  private static String label(Sample sample, String... names) {
    for (String name : names) {
      String value = sample.label(name);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}
