package watchbill.connectors.kubernetes;

/// How many pods a workload has.
///
/// @param desired as its specification wants
/// @param current that there are
/// @param ready of those, how many are ready
/// @param updated of those, how many are of the newest revision
/// @param available of those, how many have been ready for long enough; -1 when not said
public record ReplicaCounts(int desired, int current, int ready, int updated, int available) {}
