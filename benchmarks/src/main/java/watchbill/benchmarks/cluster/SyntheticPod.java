package watchbill.benchmarks.cluster;

/// One pod of a cluster that does not exist, at one moment: an agent with a sidecar, as a
/// StatefulSet makes it, and as the API server sends it with all that nobody asked for.
///
/// @param number tells it from the others, and says which agent's, namespace's and node's it is
/// @param generation changes with each pod that gets this number after another
/// @param lasting whether all these pods have one name, as in a StatefulSet
/// @param version of the object
/// @param restarts of its main container
/// @param state what it is doing
record SyntheticPod(
    int number, int generation, boolean lasting, long version, int restarts, State state) {
  private static final int NAMESPACES = 20;
  private static final int NODES = 400;
  private static final int ROLES = 12;

  enum State {
    STARTING,
    READY,
    UNREADY,
    CRASHING,
    ENDING
  }

  String namespace() {
    return "tenant-" + number % NAMESPACES;
  }

  String name() {
    return "coder-"
        + role()
        + "-"
        + number
        + (lasting ? "" : "-" + Integer.toString(generation, 36));
  }

  String uid() {
    return "%08x-7d1c-4a02-9c57-%012x".formatted(number, generation);
  }

  SyntheticPod as(long newVersion, State newState) {
    return new SyntheticPod(number, generation, lasting, newVersion, restarts, newState);
  }

  SyntheticPod restarted(long newVersion) {
    return new SyntheticPod(number, generation, lasting, newVersion, restarts + 1, State.READY);
  }

  SyntheticPod successor(long newVersion) {
    return new SyntheticPod(number, generation + 1, lasting, newVersion, 0, State.STARTING);
  }

  /// The object as the API server writes it; some 9 kB.
  String json() {
    return PodTemplate.fill(this);
  }

  String role() {
    return "role" + number % ROLES;
  }

  String node() {
    return "gke-agents-pool-1-5f0c" + Integer.toHexString(number * 31 % NODES);
  }

  boolean ready() {
    return state == State.READY || state == State.ENDING;
  }
}
