package watchbill.cli.boards;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What made-up series are about: label values that belong together.
final class Subjects {
  private static final List<Map<String, String>> GPUS =
      List.of(
          gpu("platform", "trainer-0", "gpu-1", "0", "pod_resources"),
          gpu("platform", "trainer-0", "gpu-1", "1", "pod_resources"),
          gpu("search", "embedder-0", "gpu-2", "0", "pod_resources"),
          gpu("payments", "notebook-3", "gpu-2", "1", "requests"));

  private static final List<Map<String, String>> BUS =
      List.of(
          bus("payments", "backend-0", "TASKS", "backend", "nats-0"),
          bus("search", "frontend-4", "TASKS", "frontend", "nats-1"),
          bus("platform", "oncall-1", "EVENTS", "oncall", "nats-2"));

  private static final List<Map<String, String>> STORES =
      List.of(
          store("platform", "memory", "memory_spine", "memory-0", "leader"),
          store("platform", "memory", "memory_spine", "memory-1", "follower"),
          store("platform", "memory", "memory_spine", "memory-2", "follower"),
          store("payments", "sessions", "redis", "redis-0", "leader"),
          store("payments", "sessions", "redis", "redis-1", "follower"));

  private static final List<Map<String, String>> PODS =
      List.of(
          pod("payments", "backend", "0", "agents-0"),
          pod("payments", "backend", "1", "agents-1"),
          pod("search", "frontend", "4", "agents-1"),
          pod("platform", "oncall", "1", "agents-2"));

  /// Labels that several series of one subject differ in.
  private static final Map<String, List<String>> SEVERAL =
      Map.ofEntries(
          Map.entry("state", List.of("complete", "progressing", "stuck")),
          Map.entry("condition", List.of("MemoryPressure", "DiskPressure")),
          Map.entry("percentile", List.of("p50", "p99")),
          Map.entry("against", List.of("request", "limit")),
          Map.entry("phase", List.of("scheduled", "started", "ready")));

  /// Values of labels that no subject has.
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("method", "reported"),
          Map.entry("slot", "standby"),
          Map.entry("group", "agents"),
          Map.entry("topic", "tasks"),
          Map.entry("workload_type", "statefulset"),
          Map.entry("metric_name", "agent_request_queue_depth"),
          Map.entry("metric_target_type", "average"),
          Map.entry("container", "agent"),
          Map.entry("storage_class", "ssd"),
          Map.entry("cause", "max_unavailable_zero"));

  private Subjects() {}

  /// What the families of a source are about.
  static List<Map<String, String>> of(Source source) {
    return switch (source) {
      case GPUS -> GPUS;
      case BUS -> BUS;
      case STORES -> STORES;
      case PROCESSOR -> List.of(PODS.getFirst());
      case WORKLOADS,
          DISRUPTION_BUDGETS,
          AUTOSCALERS,
          CONTAINERS,
          PODS_IN_TROUBLE,
          KUBELET,
          ENDED_SESSIONS,
          NODES ->
          PODS;
    };
  }

  /// The label sets of a family about a subject: one, or several that differ in some labels.
  static List<Map<String, String>> series(
      Source source, String family, List<String> labels, Map<String, String> subject) {
    List<Map<String, String>> series = new ArrayList<>(List.of(Map.of()));
    for (String label : labels) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (String value : values(source, family, label, subject)) {
        for (Map<String, String> one : series) {
          Map<String, String> more = new LinkedHashMap<>(one);
          more.put(label, value);
          longer.add(more);
        }
      }
      series = longer;
    }
    return series;
  }

  private static List<String> values(
      Source source, String family, String label, Map<String, String> subject) {
    if (label.equals("reason")) {
      return switch (source) {
        case GPUS -> List.of("sw_power_cap", "hw_thermal_slowdown");
        case AUTOSCALERS -> List.of("ReadyForNewScale");
        case PROCESSOR -> List.of("malformed");
        default -> List.of("gpu");
      };
    }
    if (label.equals("kind")) {
      return switch (source) {
        case GPUS -> List.of("corrected", "uncorrected");
        case BUS -> List.of("file", "memory");
        case NODES -> List.of("capacity", "allocatable");
        default -> List.of("main");
      };
    }
    if (label.equals("resource")) {
      return family.endsWith("_gpus") ? List.of("nvidia.com/gpu") : List.of("cpu", "memory");
    }
    if (label.equals("role") && family.equals("replication_role")) {
      return List.of("leader", "follower");
    }
    String own = subject.get(label);
    if (own != null) {
      return List.of(own);
    }
    return SEVERAL.getOrDefault(label, List.of(OTHERS.getOrDefault(label, "")));
  }

  private static Map<String, String> gpu(
      String tenant, String agent, String node, String gpu, String method) {
    return Map.ofEntries(
        Map.entry("tenant", tenant),
        Map.entry("agent", agent),
        Map.entry("role", agent.replaceFirst("-\\d+$", "")),
        Map.entry("node", node),
        Map.entry("gpu", gpu),
        Map.entry("uuid", "GPU-" + node + "-" + gpu),
        Map.entry("allocation_method", method),
        Map.entry("product", "NVIDIA H100 80GB HBM3"),
        Map.entry("source", "dcgm"));
  }

  private static Map<String, String> bus(
      String tenant, String agent, String stream, String consumer, String server) {
    return Map.of(
        "tenant",
        tenant,
        "agent",
        agent,
        "role",
        consumer,
        "stream",
        stream,
        "consumer",
        consumer,
        "server",
        server);
  }

  private static Map<String, String> store(
      String tenant, String store, String system, String replica, String role) {
    return Map.of(
        "tenant", tenant, "store", store, "system", system, "replica", replica, "role", role);
  }

  private static Map<String, String> pod(String tenant, String role, String ordinal, String node) {
    String pod = role + "-" + ordinal;
    return Map.ofEntries(
        Map.entry("tenant", tenant),
        Map.entry("agent", pod),
        Map.entry("role", role),
        Map.entry("namespace", tenant),
        Map.entry("pod", pod),
        Map.entry("node", node),
        Map.entry("claim", "workspace-" + pod),
        Map.entry("workload", role),
        Map.entry("poddisruptionbudget", role),
        Map.entry("horizontalpodautoscaler", role));
  }
}
