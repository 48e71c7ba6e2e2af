package watchbill.deploy.autoscaling;

/// A StatefulSet of agents that does not stay at one size.
///
/// @param namespace where it is
/// @param tenant whose agents they are, as Watchbill's series say it
/// @param role their role, as Watchbill's series say it
/// @param statefulSet its name
/// @param least replicas that are always there; at least 1
/// @param most replicas; each needs its own key for NATS before it is there
public record AgentPool(
    String namespace, String tenant, String role, String statefulSet, int least, int most) {
  public AgentPool {
    if (least < 1 || most <= least) {
      throw new IllegalArgumentException(
          "pool: want 1 or more replicas and room for more, have " + least + " to " + most);
    }
  }
}
