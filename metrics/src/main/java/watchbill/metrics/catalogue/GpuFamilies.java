package watchbill.metrics.catalogue;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.ALLOCATION_METHOD;
import static watchbill.metrics.catalogue.Label.GPU;
import static watchbill.metrics.catalogue.Label.GPU_INSTANCE;
import static watchbill.metrics.catalogue.Label.GPU_PRODUCT;
import static watchbill.metrics.catalogue.Label.GPU_PROFILE;
import static watchbill.metrics.catalogue.Label.GPU_UUID;
import static watchbill.metrics.catalogue.Label.KIND;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.REASON;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.SOURCE;
import static watchbill.metrics.catalogue.Label.TENANT;

import java.util.List;

/// The GPUs of the fleet, as they say themselves. Each is shown once, with the agent that holds it
/// where that is one agent and known; `allocation_method` says how.
public final class GpuFamilies {
  private static final String BOTH = "DCGM exporter or nvidia-smi, and pods";

  /// What the GPU is.
  public static final Gauge<InfoLabels> INFO =
      Gauge.ours(
          "agent_gpu_info",
          Unit.NONE,
          InfoLabels.LABELS,
          "A GPU or a MIG instance of it, what it is and who says so; always 1.",
          BOTH);

  /// How busy it is.
  public static final Gauge<GpuLabels> UTILIZATION =
      gauge(
          "agent_gpu_utilization_ratio",
          Unit.RATIO,
          "How much of the time the GPU's engines worked.",
          "DCGM_FI_PROF_GR_ENGINE_ACTIVE, else DCGM_FI_DEV_GPU_UTIL; utilization/gpu_util");

  /// Memory in use.
  public static final Gauge<GpuLabels> MEMORY_USED =
      gauge(
          "agent_gpu_memory_used_bytes",
          Unit.BYTES,
          "The GPU's memory that is in use.",
          "DCGM_FI_DEV_FB_USED; fb_memory_usage/used");

  /// Memory that is free.
  public static final Gauge<GpuLabels> MEMORY_FREE =
      gauge(
          "agent_gpu_memory_free_bytes",
          Unit.BYTES,
          "The GPU's memory that is free.",
          "DCGM_FI_DEV_FB_FREE; fb_memory_usage/free");

  /// All memory.
  public static final Gauge<GpuLabels> MEMORY_TOTAL =
      gauge(
          "agent_gpu_memory_total_bytes",
          Unit.BYTES,
          "The GPU's memory, with what its driver keeps for itself where that is said.",
          "DCGM_FI_DEV_FB_TOTAL, else the sum of _USED, _FREE and _RESERVED; fb_memory_usage/total");

  /// Power.
  public static final Gauge<GpuLabels> POWER =
      gauge(
          "agent_gpu_power_watts",
          Unit.WATTS,
          "The power that the GPU draws.",
          "DCGM_FI_DEV_POWER_USAGE; gpu_power_readings");

  /// The most power.
  public static final Gauge<GpuLabels> POWER_LIMIT =
      gauge(
          "agent_gpu_power_limit_watts",
          Unit.WATTS,
          "The power that the GPU may draw.",
          "DCGM_FI_DEV_ENFORCED_POWER_LIMIT or _POWER_MGMT_LIMIT; gpu_power_readings");

  /// Energy.
  public static final Counter<GpuLabels> ENERGY =
      Counter.ours(
          "agent_gpu_energy_joules_total",
          Unit.JOULES,
          GpuLabels.LABELS,
          "The energy that the GPU has used since its driver was loaded.",
          "DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION");

  /// Temperature.
  public static final Gauge<GpuLabels> TEMPERATURE =
      gauge(
          "agent_gpu_temperature_celsius",
          Unit.CELSIUS,
          "The GPU's temperature.",
          "DCGM_FI_DEV_GPU_TEMP; temperature/gpu_temp");

  /// Temperature of the memory.
  public static final Gauge<GpuLabels> MEMORY_TEMPERATURE =
      gauge(
          "agent_gpu_memory_temperature_celsius",
          Unit.CELSIUS,
          "The temperature of the GPU's memory.",
          "DCGM_FI_DEV_MEMORY_TEMP; temperature/memory_temp");

  /// The last Xid.
  public static final Gauge<GpuLabels> LAST_XID =
      gauge(
          "agent_gpu_last_xid",
          Unit.NONE,
          "NVIDIA's code of the last error of the GPU; 0 while there was none.",
          "DCGM_FI_DEV_XID_ERRORS");

  /// How often the last Xid became another one.
  public static final Counter<GpuLabels> XID_CHANGES =
      Counter.ours(
          "agent_gpu_xid_changes_total",
          Unit.NONE,
          GpuLabels.LABELS,
          "How often the code of the GPU's last error was seen to become another one.",
          "DCGM_FI_DEV_XID_ERRORS from look to look");

  /// Whether it is slowed down.
  public static final Gauge<ThrottleLabels> THROTTLED =
      Gauge.ours(
          "agent_gpu_throttled",
          Unit.NONE,
          ThrottleLabels.LABELS,
          "Whether the GPU's clocks are held down for this reason; 1 if so.",
          "DCGM_FI_DEV_CLOCKS_EVENT_REASONS or _CLOCK_THROTTLE_REASONS; clocks_event_reasons");

  /// For how long it was slowed down.
  public static final Counter<ThrottleLabels> THROTTLED_TIME =
      Counter.ours(
          "agent_gpu_throttled_seconds_total",
          Unit.SECONDS,
          ThrottleLabels.LABELS,
          "For how long the GPU's clocks were held down for this reason, since its driver was loaded.",
          "DCGM_FI_DEV_*_VIOLATION or _CLOCKS_EVENT_REASON_*_NS; clocks_event_reasons_counters");

  /// Errors of the memory.
  public static final Counter<KindLabels> ECC_ERRORS =
      Counter.ours(
          "agent_gpu_ecc_errors_total",
          Unit.NONE,
          KindLabels.LABELS,
          "Errors of the GPU's memory since its driver was loaded, corrected or uncorrected.",
          "DCGM_FI_DEV_ECC_SBE_VOL_TOTAL and _DBE_VOL_TOTAL; ecc_errors/volatile");

  /// Rows of the memory that were replaced.
  public static final Gauge<KindLabels> REMAPPED_ROWS =
      Gauge.ours(
          "agent_gpu_remapped_rows",
          Unit.NONE,
          KindLabels.LABELS,
          "Rows of the GPU's memory that were replaced by spare ones, after corrected or uncorrected"
              + " errors.",
          "DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS and _UNCORRECTABLE_REMAPPED_ROWS; remapped_rows");

  /// Whether rows wait to be replaced.
  public static final Gauge<GpuLabels> REMAP_PENDING =
      gauge(
          "agent_gpu_row_remap_pending",
          Unit.NONE,
          "Whether rows of the GPU's memory will be replaced at its next reset; 1 if so.",
          "DCGM_FI_DEV_ROW_REMAP_PENDING; remapped_rows/remapped_row_pending");

  /// Whether a row could not be replaced.
  public static final Gauge<GpuLabels> REMAP_FAILED =
      gauge(
          "agent_gpu_row_remap_failed",
          Unit.NONE,
          "Whether a row of the GPU's memory could not be replaced; 1 if so.",
          "DCGM_FI_DEV_ROW_REMAP_FAILURE; remapped_rows/remapped_row_failure");

  /// What agents hold.
  public static final Gauge<NodeLabels> REQUESTED =
      Gauge.ours(
          "agent_gpus_requested",
          Unit.NONE,
          NodeLabels.LABELS,
          "How many GPUs, shares of GPUs or MIG instances the agent's pods hold on the node.",
          "pods' requests");

  /// Since when an allocated GPU does nothing.
  public static final Gauge<GpuLabels> IDLE_SINCE =
      gauge(
          "agent_gpu_allocated_idle_since_timestamp_seconds",
          Unit.TIMESTAMP_SECONDS,
          "Since when the GPU is allocated and less busy than gpu.idle.below, once it has been so for"
              + " gpu.idle.after; not before Watchbill started.",
          "agent_gpu_utilization_ratio and pods");

  /// Whether the page of a node's DCGM exporter can be read.
  public static final Gauge<PageLabels> PAGE_UP =
      Gauge.ours(
          "watchbill_gpu_page_up",
          Unit.NONE,
          PageLabels.LABELS,
          "Whether the DCGM exporter of the node gave its page when it was last asked; 1 if so.",
          "the answers");

  /// Lines that were skipped.
  public static final Counter<ReasonLabels> LINES_SKIPPED =
      Counter.ours(
          "watchbill_gpu_page_lines_skipped_total",
          Unit.NONE,
          ReasonLabels.LABELS,
          "Lines of DCGM exporters' pages that could not be read, such as a value that is no number.",
          "the answers");

  /// All of them.
  static final List<Family<?>> ALL =
      List.of(
          INFO,
          UTILIZATION,
          MEMORY_USED,
          MEMORY_FREE,
          MEMORY_TOTAL,
          POWER,
          POWER_LIMIT,
          ENERGY,
          TEMPERATURE,
          MEMORY_TEMPERATURE,
          LAST_XID,
          XID_CHANGES,
          THROTTLED,
          THROTTLED_TIME,
          ECC_ERRORS,
          REMAPPED_ROWS,
          REMAP_PENDING,
          REMAP_FAILED,
          REQUESTED,
          IDLE_SINCE,
          PAGE_UP,
          LINES_SKIPPED);

  private GpuFamilies() {}

  private static Gauge<GpuLabels> gauge(String name, Unit unit, String help, String from) {
    return Gauge.ours(name, unit, GpuLabels.LABELS, help, from);
  }

  /// A GPU or a MIG instance of it, and the agent that holds it; tenant, agent and role are empty
  /// when it is not one agent's, or that is not known.
  public record GpuLabels(
      String tenant,
      String agent,
      String role,
      String node,
      String gpu,
      String uuid,
      String gpuInstance,
      String allocationMethod)
      implements LabelSet, Has.Identity, Has.Node, Has.Gpu, Has.AllocationMethod {
    static final Labels<GpuLabels> LABELS =
        Labels.of(
            GpuLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NODE,
            GPU,
            GPU_UUID,
            GPU_INSTANCE,
            ALLOCATION_METHOD);
  }

  /// The same with what it is, and which source says so: `dcgm` or `nvidia-smi`.
  public record InfoLabels(
      String tenant,
      String agent,
      String role,
      String node,
      String gpu,
      String uuid,
      String gpuInstance,
      String allocationMethod,
      String product,
      String gpuProfile,
      String source)
      implements LabelSet,
          Has.Identity,
          Has.Node,
          Has.Gpu,
          Has.AllocationMethod,
          Has.GpuModel,
          Has.Source {
    static final Labels<InfoLabels> LABELS =
        Labels.of(
            InfoLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NODE,
            GPU,
            GPU_UUID,
            GPU_INSTANCE,
            ALLOCATION_METHOD,
            GPU_PRODUCT,
            GPU_PROFILE,
            SOURCE);
  }

  /// The same with why its clocks are held down.
  public record ThrottleLabels(
      String tenant,
      String agent,
      String role,
      String node,
      String gpu,
      String uuid,
      String gpuInstance,
      String allocationMethod,
      String reason)
      implements LabelSet, Has.Identity, Has.Node, Has.Gpu, Has.AllocationMethod, Has.Reason {
    static final Labels<ThrottleLabels> LABELS =
        Labels.of(
            ThrottleLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NODE,
            GPU,
            GPU_UUID,
            GPU_INSTANCE,
            ALLOCATION_METHOD,
            REASON);
  }

  /// The same with which errors are meant: `corrected` or `uncorrected`.
  public record KindLabels(
      String tenant,
      String agent,
      String role,
      String node,
      String gpu,
      String uuid,
      String gpuInstance,
      String allocationMethod,
      String kind)
      implements LabelSet, Has.Identity, Has.Node, Has.Gpu, Has.AllocationMethod, Has.Kind {
    static final Labels<KindLabels> LABELS =
        Labels.of(
            KindLabels.class,
            TENANT,
            AGENT,
            ROLE,
            NODE,
            GPU,
            GPU_UUID,
            GPU_INSTANCE,
            ALLOCATION_METHOD,
            KIND);
  }

  /// An agent on a node.
  public record NodeLabels(String tenant, String agent, String role, String node)
      implements LabelSet, Has.Identity, Has.Node {
    static final Labels<NodeLabels> LABELS = Labels.of(NodeLabels.class, TENANT, AGENT, ROLE, NODE);
  }

  /// The node of a DCGM exporter, or its address when the node is not known.
  public record PageLabels(String node) implements LabelSet, Has.Node {
    static final Labels<PageLabels> LABELS = Labels.of(PageLabels.class, NODE);
  }

  /// Why a line was skipped.
  public record ReasonLabels(String reason) implements LabelSet, Has.Reason {
    static final Labels<ReasonLabels> LABELS = Labels.of(ReasonLabels.class, REASON);
  }
}
