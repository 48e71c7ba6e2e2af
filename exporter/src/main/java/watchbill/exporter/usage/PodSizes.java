package watchbill.exporter.usage;

import java.util.List;
import java.util.function.ToLongFunction;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerNeeds;
import watchbill.connectors.kubernetes.PodView;

/// What the containers of a pod that run beside each other ask for together; -1 for what is not
/// asked for. A pod has a limit only if each of them has.
///
/// @param cpuRequest in nanocores, as [#cpuLimit]
/// @param memoryRequest in bytes, as [#memoryLimit]
record PodSizes(long cpuRequest, long cpuLimit, long memoryRequest, long memoryLimit) {
  static PodSizes of(PodView pod) {
    List<ContainerNeeds> running =
        pod.needs().containers().stream()
            .filter(container -> container.kind() != ContainerKind.INIT)
            .toList();
    return new PodSizes(
        anyOf(running, ContainerNeeds::requestNanocores),
        allOf(running, ContainerNeeds::limitNanocores),
        anyOf(running, ContainerNeeds::requestMemoryBytes),
        allOf(running, ContainerNeeds::limitMemoryBytes));
  }

  private static long anyOf(List<ContainerNeeds> all, ToLongFunction<ContainerNeeds> amount) {
    long[] said = all.stream().mapToLong(amount).filter(one -> one >= 0).toArray();
    long sum = 0;
    for (long one : said) {
      sum += one;
    }
    return said.length == 0 ? -1 : sum;
  }

  private static long allOf(List<ContainerNeeds> all, ToLongFunction<ContainerNeeds> amount) {
    return all.stream().allMatch(one -> amount.applyAsLong(one) >= 0) ? anyOf(all, amount) : -1;
  }
}
