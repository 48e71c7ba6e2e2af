package watchbill.connectors.kubernetes;

import java.util.List;
import java.util.Map;

/// What is kept of one pod: all that Watchbill ever asks of it, at one moment.
///
/// @param uid tells it from an earlier pod with the same name
/// @param resourceVersion changes with every change of the pod; says nothing about order
/// @param node where it runs; empty until it is scheduled
/// @param createdAtMillis in milliseconds since the epoch; -1 when not said
/// @param deletedAtMillis when its deletion was asked for, in milliseconds since the epoch; it may
///   still run until [PodTimes#endsAtMillis]; -1 when it was not asked for
/// @param ready whether its `Ready` condition holds
/// @param readySinceMillis when that condition last changed, in milliseconds since the epoch; -1
///   when not said
/// @param labels those of its labels that the watch was asked to keep
/// @param containers init containers and sidecars, then main ones, of each at most the first 100;
///   debug containers are left out, since how they end says nothing about the agent
/// @param needs what it holds of its cluster
/// @param status what its status says of its fate
public record PodView(
    String uid,
    String resourceVersion,
    String namespace,
    String name,
    String node,
    Owner owner,
    long createdAtMillis,
    long deletedAtMillis,
    PodPhase phase,
    boolean ready,
    long readySinceMillis,
    Map<String, String> labels,
    List<ContainerView> containers,
    PodNeeds needs,
    PodStatusView status)
    implements ClusterObject {
  /// A pod of whose fate nothing is said.
  public PodView(
      String uid,
      String resourceVersion,
      String namespace,
      String name,
      String node,
      Owner owner,
      long createdAtMillis,
      long deletedAtMillis,
      PodPhase phase,
      boolean ready,
      long readySinceMillis,
      Map<String, String> labels,
      List<ContainerView> containers,
      PodNeeds needs) {
    this(
        uid,
        resourceVersion,
        namespace,
        name,
        node,
        owner,
        createdAtMillis,
        deletedAtMillis,
        phase,
        ready,
        readySinceMillis,
        labels,
        containers,
        needs,
        PodStatusView.NONE);
  }

  public PodView {
    labels = Map.copyOf(labels);
    containers = List.copyOf(containers);
  }
}
