package watchbill.connectors.kubernetes;

/// What the containers of one pod used together, as the cluster measured it last.
///
/// @param atMillis when, in milliseconds since the epoch; -1 when not said
/// @param nanocores of the CPU, averaged over some seconds; 10^9 are one vCPU
/// @param memoryBytes that cannot be reclaimed (the working set)
public record PodUse(
    String namespace, String pod, long atMillis, long nanocores, long memoryBytes) {}
