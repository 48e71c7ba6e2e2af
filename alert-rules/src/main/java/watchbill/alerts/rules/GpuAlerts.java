package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.GpuFamilies.IDLE_SINCE;
import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.NODE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.PodFamilies.GPU_PENDING;

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
import watchbill.metrics.catalogue.PodLabels;
import watchbill.metrics.promql.Query;

/// Alerts about who has GPUs, and who waits for them.
public final class GpuAlerts {
  private static final Duration IDLE = Duration.ofHours(1);

  /// Twice what an autoscaler needs for a new node with its driver.
  private static final Duration PENDING = Duration.ofMinutes(15);

  /// An agent holds GPUs and does not use them.
  public static final Alert<GpuLabels> HELD_IDLE =
      new Alert<>(
          "AgentGpuIdle",
          Query.age(IDLE_SINCE).by(TENANT, AGENT, ROLE, NODE).max().above(IDLE),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.GPU,
          "Agent {{ $labels.agent }} of {{ $labels.tenant }} has held GPUs of {{ $labels.node }} for"
              + " more than an hour without using them.",
          List.of(
              Example.when("an agent holds two GPUs for nothing, and gives them back")
                  .with(IDLE_SINCE, gpu("0"), "59x80 stale")
                  .with(IDLE_SINCE, gpu("1"), "120x80 stale")
                  .with(
                      IDLE_SINCE,
                      new GpuLabels(
                          "acme",
                          "tester-0",
                          "tester",
                          "gpu-2",
                          "0",
                          "GPU-8",
                          "",
                          "requests_single"),
                      "60x80 stale")
                  .quietAt(60)
                  .firesAt(
                      61,
                      Map.of(
                          "tenant", "acme", "agent", "coder-0", "role", "coder", "node", "gpu-1"))
                  .quietAt(81)));

  /// An agent has waited for a GPU for longer than a new node takes.
  public static final Alert<PodLabels> WAITED_FOR =
      new Alert<>(
          "AgentGpuPending",
          Query.age(GPU_PENDING).by(TENANT, AGENT, ROLE, NAMESPACE).max().above(PENDING),
          Duration.ZERO,
          Severity.TICKET,
          Owner.PLATFORM,
          View.GPU,
          "Agent {{ $labels.agent }} of {{ $labels.tenant }} has waited for a GPU for more than 15"
              + " minutes.",
          List.of(
              Example.when("there is no GPU, until a node comes")
                  .with(GPU_PENDING, pod("coder-0", "coder"), "59x19 stale")
                  .with(GPU_PENDING, pod("tester-0", "tester"), "60x19 stale")
                  .quietAt(15)
                  .firesAt(
                      16,
                      Map.of(
                          "tenant", "acme",
                          "agent", "coder-0",
                          "role", "coder",
                          "namespace", "agents"))
                  .quietAt(20)));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-gpus", HELD_IDLE, WAITED_FOR);

  private GpuAlerts() {}

  private static GpuLabels gpu(String number) {
    return new GpuLabels(
        "acme", "coder-0", "coder", "gpu-1", number, "GPU-" + number, "", "dcgm_pod_label");
  }

  private static PodLabels pod(String agent, String role) {
    return new PodLabels("acme", agent, role, "agents", agent + "-0");
  }
}
