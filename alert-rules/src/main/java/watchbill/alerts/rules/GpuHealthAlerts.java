package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.GpuFamilies.LAST_XID;
import static watchbill.metrics.catalogue.GpuFamilies.PAGE_UP;
import static watchbill.metrics.catalogue.GpuFamilies.THROTTLED;
import static watchbill.metrics.catalogue.GpuFamilies.XID_CHANGES;
import static watchbill.metrics.catalogue.Label.GPU;
import static watchbill.metrics.catalogue.Label.GPU_UUID;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.REASON;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.GpuFamilies.GpuLabels;
import watchbill.metrics.catalogue.GpuFamilies.PageLabels;
import watchbill.metrics.catalogue.GpuFamilies.ThrottleLabels;
import watchbill.metrics.promql.Condition;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Recorded;
import watchbill.metrics.promql.Windows;

/// Alerts about GPUs that are broken, slowed down or unheard of.
public final class GpuHealthAlerts {
  /// Codes that tell of a fault of the program, not of the GPU: those that NVIDIA's device plugin
  /// for Kubernetes passes over (<https://github.com/NVIDIA/k8s-device-plugin>
  /// `internal/rm/health.go`).
  private static final List<Integer> OF_PROGRAMS = List.of(13, 31, 43, 45, 68, 109);

  /// Clocks that heat or the power supply hold down. A GPU at its power limit only works hard.
  private static final String HARMFUL =
      "hw_slowdown|hw_thermal_slowdown|hw_power_brake_slowdown|sw_thermal_slowdown";

  private static final Map<String, String> GPU_0 = gpuFired("0");

  /// How often each GPU's error has changed, whoever holds the GPU.
  static final Recorded<GpuLabels> XIDS =
      new Recorded<>(
          "gpu:agent_gpu_xid_changes:max", Query.total(XID_CHANGES).by(NODE, GPU, GPU_UUID).max());

  /// A GPU told of an error of its own within the last hour.
  public static final Alert<GpuLabels> FAILS =
      new Alert<>(
          "AgentGpuFailing",
          Query.growth(XIDS, Windows.HOUR)
              .above(0)
              .unless(ofPrograms(), Matching.on(NODE, GPU, GPU_UUID)),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.GPU,
          "GPU {{ $labels.gpu }} of {{ $labels.node }} reports an error (Xid) that is its own.",
          List.of(
              Example.when("a GPU falls off the bus, and its agent is moved")
                  .with(XID_CHANGES, gpu("0"), "0x9 1x4 stale")
                  .with(XID_CHANGES, free("0"), "_x14 1x120")
                  .with(LAST_XID, gpu("0"), "0x9 79x4 stale")
                  .with(LAST_XID, free("0"), "_x14 79x120")
                  .quietAt(9)
                  .firesAt(10, GPU_0)
                  .firesAt(68, GPU_0)
                  .quietAt(71),
              Example.when("GPUs fail in six ways")
                  .with(XID_CHANGES, gpu("0"), "0x9 1x99")
                  .with(LAST_XID, gpu("0"), "0x9 8x99")
                  .with(XID_CHANGES, gpu("1"), "0x9 1x99")
                  .with(LAST_XID, gpu("1"), "0x9 24x99")
                  .with(XID_CHANGES, gpu("2"), "0x9 1x99")
                  .with(LAST_XID, gpu("2"), "0x9 38x99")
                  .with(XID_CHANGES, gpu("3"), "0x9 1x99")
                  .with(LAST_XID, gpu("3"), "0x9 44x99")
                  .with(XID_CHANGES, gpu("4"), "0x9 1x99")
                  .with(LAST_XID, gpu("4"), "0x9 48x99")
                  .with(XID_CHANGES, gpu("5"), "0x9 1x99")
                  .with(LAST_XID, gpu("5"), "0x9 119x99")
                  .firesAt(
                      10,
                      GPU_0,
                      gpuFired("1"),
                      gpuFired("2"),
                      gpuFired("3"),
                      gpuFired("4"),
                      gpuFired("5")),
              Example.when("programs crash")
                  .with(XID_CHANGES, gpu("0"), "0x9 1x60")
                  .with(LAST_XID, gpu("0"), "0x9 13x60")
                  .with(XID_CHANGES, gpu("1"), "0x9 1x60")
                  .with(LAST_XID, gpu("1"), "0x9 31x60")
                  .with(XID_CHANGES, gpu("2"), "0x9 1x60")
                  .with(LAST_XID, gpu("2"), "0x9 43x60")
                  .with(XID_CHANGES, gpu("3"), "0x9 1x60")
                  .with(LAST_XID, gpu("3"), "0x9 45x60")
                  .with(XID_CHANGES, gpu("4"), "0x9 1x60")
                  .with(LAST_XID, gpu("4"), "0x9 68x60")
                  .with(XID_CHANGES, gpu("5"), "0x9 1x60")
                  .with(LAST_XID, gpu("5"), "0x9 109x60")
                  .quietAt(20),
              Example.when("Watchbill is restarted, and begins to count anew")
                  .with(XID_CHANGES, gpu("0"), "2x99 0x60")
                  .with(LAST_XID, gpu("0"), "79x160")
                  .quietAt(99)
                  .quietAt(105)));

  /// Heat or the power supply slow a GPU down.
  public static final Alert<ThrottleLabels> SLOWED =
      new Alert<>(
          "AgentGpuThrottled",
          Query.of(THROTTLED, Matcher.matches(REASON, HARMFUL))
              .by(NODE, GPU, GPU_UUID, REASON)
              .max()
              .above(0),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.GPU,
          "GPU {{ $labels.gpu }} of {{ $labels.node }} has been slowed down for 15 minutes:"
              + " {{ $labels.reason }}.",
          List.of(
              Example.when("a fan fails, and is replaced; another GPU works at its power limit")
                  .with(THROTTLED, slowed("0", "hw_thermal_slowdown"), "0x9 1x29 0x20")
                  .with(THROTTLED, slowed("1", "sw_power_cap"), "1x60")
                  .quietAt(24)
                  .firesAt(
                      25,
                      Map.of(
                          "node", "gpu-1",
                          "gpu", "0",
                          "uuid", "GPU-0",
                          "reason", "hw_thermal_slowdown"))
                  .quietAt(40)));

  /// Nothing is known of the GPUs of a node.
  public static final Alert<PageLabels> UNHEARD =
      new Alert<>(
          "WatchbillGpuPageDown",
          Query.of(PAGE_UP).by(NODE).min().is(0),
          Duration.ofMinutes(15),
          Severity.TICKET,
          Owner.PLATFORM,
          View.GPU,
          "The DCGM exporter of {{ $labels.node }} has given no page for 15 minutes.",
          List.of(
              Example.when("an exporter hangs, and is restarted")
                  .with(PAGE_UP, new PageLabels("gpu-1"), "1x9 0x29 1x20")
                  .quietAt(24)
                  .firesAt(25, Map.of("node", "gpu-1"))
                  .quietAt(40)));

  static final AlertGroup GROUP =
      new AlertGroup("watchbill-gpu-health", List.of(XIDS), List.of(FAILS, SLOWED, UNHEARD));

  private GpuHealthAlerts() {}

  /// GPUs whose last error is the fault of a program.
  private static Condition<GpuLabels> ofPrograms() {
    return OF_PROGRAMS.stream()
        .map(code -> Query.of(LAST_XID).by(NODE, GPU, GPU_UUID).max().is(code))
        .reduce(Condition::or)
        .orElseThrow();
  }

  private static GpuLabels gpu(String number) {
    return new GpuLabels(
        "acme", "coder-0", "coder", "gpu-1", number, "GPU-" + number, "", "dcgm_pod_label");
  }

  private static GpuLabels free(String number) {
    return new GpuLabels("", "", "", "gpu-1", number, "GPU-" + number, "", "none");
  }

  private static ThrottleLabels slowed(String number, String reason) {
    return new ThrottleLabels(
        "acme", "coder-0", "coder", "gpu-1", number, "GPU-" + number, "", "dcgm_pod_label", reason);
  }

  private static Map<String, String> gpuFired(String number) {
    return Map.of("node", "gpu-1", "gpu", number, "uuid", "GPU-" + number);
  }
}
