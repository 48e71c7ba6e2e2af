package watchbill.connectors.postgresql;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a PostgreSQL server says of its replication. Positions are bytes of the write-ahead log
/// (`pg_lsn - '0/0'`). What is unknown, or what the role may not see, is absent.
///
/// @param standby whether it replays another's log (`pg_is_in_recovery()`)
/// @param position up to where a primary has written, and a standby has replayed
/// @param replayAgeSeconds of a standby: how long ago the last transaction was committed that it
///   has replayed
/// @param received of a standby: up to where it has the log
/// @param streaming of a standby: whether it hears its primary now
/// @param name of a standby: what its primary may know it by; empty when it says none
/// @param fed the standbys that a primary feeds
/// @param slots what a primary keeps for standbys
public record PostgresReplication(
    boolean standby,
    OptionalLong position,
    OptionalDouble replayAgeSeconds,
    OptionalLong received,
    boolean streaming,
    String name,
    List<Fed> fed,
    List<Slot> slots) {
  public PostgresReplication {
    fed = List.copyOf(fed);
    slots = List.copyOf(slots);
  }

  /// A standby, as its primary sees it (`pg_stat_replication`).
  ///
  /// @param slot the slot that it reads; empty when it reads none
  /// @param application what it calls itself (`application_name`)
  /// @param client its address; empty when it is on the same machine
  /// @param streaming whether it has caught up once, and is fed as the log is written
  /// @param sync `sync`, `quorum`, `potential` or `async`
  /// @param replayed up to where it has replayed
  /// @param lagSeconds how long the last of what it has replayed took (`replay_lag`); absent when
  ///   nothing is written
  /// @param replySecondsAgo how long ago it last replied
  public record Fed(
      String slot,
      String application,
      String client,
      boolean streaming,
      String sync,
      OptionalLong replayed,
      OptionalDouble lagSeconds,
      OptionalDouble replySecondsAgo) {}

  /// A replication slot (`pg_replication_slots`).
  ///
  /// @param active whether somebody reads it now
  /// @param retainedBytes how much of the log is kept for it
  public record Slot(String name, boolean active, OptionalLong retainedBytes) {}
}
