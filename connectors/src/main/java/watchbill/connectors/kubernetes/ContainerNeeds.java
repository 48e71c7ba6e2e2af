package watchbill.connectors.kubernetes;

/// What one container of a pod asks for, by its specification. An amount that is not said is -1.
///
/// @param requestNanocores what is set aside for it of the CPU; 10^9 are one vCPU
/// @param limitNanocores what it cannot exceed
/// @param requestMemoryBytes what is set aside for it of the memory
/// @param limitMemoryBytes where the kernel kills it
/// @param gpus how many GPUs it holds, in the resource's own count; 0 when it asks for none
/// @param gpuResource the resource that it asks for GPUs by, with all MIG profiles as
///   `nvidia.com/mig`; empty when it asks for none
public record ContainerNeeds(
    String name,
    ContainerKind kind,
    long requestNanocores,
    long limitNanocores,
    long requestMemoryBytes,
    long limitMemoryBytes,
    long gpus,
    String gpuResource) {}
