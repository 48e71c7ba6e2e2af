package watchbill.connectors.kubernetes;

/// What is kept of one Kubernetes Event about a pod. Events are "informative, best-effort,
/// supplemental data"
/// (https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/): any may be
/// missing, late or merged with others, and an object is changed in place when the same happens
/// again.
///
/// @param podUid the uid of the pod that it is about; empty when not said
/// @param pod the pod's name
/// @param container the container of the pod that it is about; empty when none
/// @param reason in the words of who wrote it, such as `FailedMount`; not a contract
/// @param message for a person, shortened
/// @param times how often it was told, by the larger of its two counts; at least 1. Tellers skip
///   and merge, so it is no number of occurrences
/// @param firstMillis when it happened first, in milliseconds since the epoch; -1 when not said
/// @param lastMillis when it happened last, in milliseconds since the epoch; -1 when not said
public record EventView(
    String uid,
    String resourceVersion,
    String namespace,
    String name,
    String podUid,
    String pod,
    String container,
    String reason,
    String message,
    long times,
    long firstMillis,
    long lastMillis)
    implements ClusterObject {}
