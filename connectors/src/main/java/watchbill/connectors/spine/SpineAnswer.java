package watchbill.connectors.spine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a node of a memory store says of itself. What it does not say is absent.
///
/// @param node its id; empty when it does not say
/// @param leader whether it takes the writes
/// @param lagSeconds how far it is behind its leader
/// @param lagEntries the same in entries
/// @param inSync whether it holds all that was written
/// @param inSyncReplicas how many copies hold all that was written, the leader's included
/// @param replicationFactor how many have to, before a write is acknowledged
/// @param followers what a leader says of those that follow it
public record SpineAnswer(
    String node,
    Optional<Boolean> leader,
    OptionalDouble lagSeconds,
    OptionalLong lagEntries,
    Optional<Boolean> inSync,
    OptionalLong inSyncReplicas,
    OptionalLong replicationFactor,
    OptionalLong usedBytes,
    OptionalLong totalBytes,
    List<SpineAnswer> followers) {
  public SpineAnswer {
    followers = List.copyOf(followers);
  }

  /// What these fields say.
  static SpineAnswer of(SpineFields fields, List<SpineAnswer> followers) {
    String node = fields.text("node_id", "replica_id", "id", "node", "replica", "name", "pod");
    return new SpineAnswer(
        node,
        leader(fields, node),
        seconds(fields),
        fields.whole("replication_lag_entries", "lag_entries", "replication_lag_messages"),
        fields.flag("in_sync", "replication_in_sync", "insync"),
        fields.whole("in_sync_replicas", "replication_in_sync_replicas", "in_sync_count", "isr"),
        fields.whole("replication_factor", "replication_replication_factor"),
        fields.whole("storage_used_bytes", "used_bytes", "disk_used_bytes"),
        fields.whole(
            "storage_total_bytes", "total_bytes", "storage_capacity_bytes", "disk_total_bytes"),
        followers);
  }

  private static Optional<Boolean> leader(SpineFields fields, String node) {
    String role = fields.text("role", "node_role", "replication_role", "raft_state", "state");
    return switch (role.toLowerCase(Locale.ROOT)) {
      case "leader", "primary", "master" -> Optional.of(true);
      case "follower", "replica", "secondary", "standby", "candidate" -> Optional.of(false);
      default -> {
        Optional<Boolean> said = fields.flag("is_leader", "leader", "replication_is_leader");
        String leader = fields.text("leader_id", "leader", "replication_leader", "cluster_leader");
        yield said.isPresent() || node.isEmpty() || leader.isEmpty()
            ? said
            : Optional.of(leader.equals(node));
      }
    };
  }

  private static OptionalDouble seconds(SpineFields fields) {
    OptionalDouble seconds =
        fields.number("replication_lag_seconds", "lag_seconds", "replication_lag_s", "lag_s");
    OptionalDouble millis =
        fields.number(
            "replication_lag_ms",
            "lag_ms",
            "replication_lag_millis",
            "replication_lag_milliseconds");
    return seconds.isPresent() || millis.isEmpty()
        ? seconds
        : OptionalDouble.of(millis.getAsDouble() / 1_000);
  }
}
