package watchbill.connectors.kubernetes;

/// How full the file system of a claimed volume is, as the kubelet of a pod that mounts it measured
/// it last. An amount of -1 was not told: a volume that is given to its pod as a raw device has
/// none.
///
/// @param claim the name of the claim, in this namespace
/// @param atMillis when, in milliseconds since the epoch by the kubelet's clock; -1 when not said
/// @param capacityBytes of the file system, which is less than that of its volume
/// @param availableBytes that may still be written; less than what is not used where the file
///   system keeps some back
public record VolumeUse(
    String namespace,
    String claim,
    long atMillis,
    long capacityBytes,
    long availableBytes,
    long usedBytes,
    long inodes,
    long inodesUsed) {}
