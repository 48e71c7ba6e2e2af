package watchbill.connectors.kubernetes;

import static watchbill.connectors.kubernetes.Said.list;
import static watchbill.connectors.kubernetes.Said.text;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what a pod holds of its cluster from its specification.
final class NeedsReader {
  private NeedsReader() {}

  static PodNeeds read(String pod, PodSpec spec) {
    return read(pod, spec, new PodStatus());
  }

  /// The same with what its status says of its rank.
  static PodNeeds read(String pod, PodSpec spec, PodStatus status) {
    return new PodNeeds(requests(spec), claims(pod, spec), containers(spec), rank(spec, status));
  }

  private static PodRank rank(PodSpec spec, PodStatus status) {
    return new PodRank(text(status.getQosClass()), text(spec.getPriorityClassName()));
  }

  private static List<ContainerNeeds> containers(PodSpec spec) {
    List<ContainerNeeds> needs = new ArrayList<>();
    for (Container init : first(list(spec.getInitContainers()))) {
      boolean sidecar = "Always".equals(init.getRestartPolicy());
      needs.add(needs(init, sidecar ? ContainerKind.SIDECAR : ContainerKind.INIT));
    }
    for (Container main : first(list(spec.getContainers()))) {
      needs.add(needs(main, ContainerKind.MAIN));
    }
    return needs;
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(all.size(), PodReader.MOST_CONTAINERS));
  }

  private static ContainerNeeds needs(Container container, ContainerKind kind) {
    ResourceRequirements said = container.getResources();
    Map<String, Quantity> requests = said == null ? null : said.getRequests();
    Map<String, Quantity> limits = said == null ? null : said.getLimits();
    long gpus = 0;
    String resource = "";
    for (Map.Entry<String, Quantity> limit : orEmpty(limits).entrySet()) {
      String gpu = Quantities.gpuResource(limit.getKey());
      if (!gpu.isEmpty()) {
        gpus += Quantities.gpus(limit.getValue());
        resource = gpu;
      }
    }
    return new ContainerNeeds(
        text(container.getName()),
        kind,
        Quantities.nanocores(requests),
        Quantities.nanocores(limits),
        Quantities.memoryBytes(requests),
        Quantities.memoryBytes(limits),
        gpus,
        gpus > 0 ? resource : "");
  }

  private static Map<String, Quantity> orEmpty(@Nullable Map<String, Quantity> amounts) {
    return amounts == null ? Map.of() : amounts;
  }

  /// Init containers run one after the other, each beside the sidecars that were started before it;
  /// then all main containers run beside all sidecars. A pod needs the most of all these moments,
  /// and its runtime's overhead. What is said for the pod as a whole holds in place of that.
  private static ComputeAmounts requests(PodSpec spec) {
    ComputeAmounts sidecars = ComputeAmounts.NONE;
    ComputeAmounts most = ComputeAmounts.NONE;
    for (Container init : list(spec.getInitContainers())) {
      ComputeAmounts beside = sidecars.plus(requests(init.getResources()));
      if ("Always".equals(init.getRestartPolicy())) {
        sidecars = beside;
      }
      most = most.max(beside);
    }
    ComputeAmounts running = sidecars;
    for (Container main : list(spec.getContainers())) {
      running = running.plus(requests(main.getResources()));
    }
    return ofWholePod(spec.getResources(), most.max(running))
        .plus(Quantities.compute(spec.getOverhead()));
  }

  private static ComputeAmounts ofWholePod(
      @Nullable ResourceRequirements whole, ComputeAmounts sum) {
    Map<String, Quantity> said = whole == null ? null : whole.getRequests();
    ComputeAmounts asked = Quantities.compute(said);
    return new ComputeAmounts(
        said != null && said.containsKey("cpu") ? asked.nanocores() : sum.nanocores(),
        said != null && said.containsKey("memory") ? asked.memoryBytes() : sum.memoryBytes(),
        sum.gpus());
  }

  private static ComputeAmounts requests(@Nullable ResourceRequirements resources) {
    return Quantities.compute(resources == null ? null : resources.getRequests());
  }

  /// The claim of a generic ephemeral volume is named after pod and volume
  /// (https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#persistentvolumeclaim-naming).
  private static List<String> claims(String pod, PodSpec spec) {
    Set<String> claims = new LinkedHashSet<>();
    for (Volume volume : list(spec.getVolumes())) {
      if (volume.getPersistentVolumeClaim() != null) {
        claims.add(text(volume.getPersistentVolumeClaim().getClaimName()));
      } else if (volume.getEphemeral() != null) {
        claims.add(pod + "-" + text(volume.getName()));
      }
    }
    return List.copyOf(claims);
  }
}
