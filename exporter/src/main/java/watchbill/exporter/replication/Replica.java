package watchbill.exporter.replication;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One copy of a store. What is unknown is absent.
///
/// @param name unique within the store, and the same as long as it is the same copy; where a store
///   has several leaders, with what is copied before it: `ORDERS/nats-1`
/// @param answers whether it answered us; absent when only the leader spoke of it
/// @param inSync whether it holds all that was written
/// @param lagSeconds how far it is behind, by how that is known
/// @param lagBytes how many bytes it has still to take over
/// @param lagMessages how many entries it has still to take over
/// @param lastSeenMillis when it last showed life, to us or to its leader
/// @param usedBytes of its storage
/// @param totalBytes of its storage
public record Replica(
    String name,
    Role role,
    Optional<Boolean> answers,
    Optional<Boolean> inSync,
    Map<LagMethod, Double> lagSeconds,
    OptionalLong lagBytes,
    OptionalLong lagMessages,
    OptionalLong lastSeenMillis,
    OptionalLong usedBytes,
    OptionalLong totalBytes) {
  public Replica {
    lagSeconds = Map.copyOf(lagSeconds);
  }

  /// A copy of which nothing is known yet.
  public static Replica of(String name, Role role) {
    OptionalLong unknown = OptionalLong.empty();
    return new Replica(
        name,
        role,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        unknown,
        unknown,
        unknown,
        unknown,
        unknown);
  }

  /// The same in this role.
  public Replica as(Role other) {
    return new Replica(
        name,
        other,
        answers,
        inSync,
        lagSeconds,
        lagBytes,
        lagMessages,
        lastSeenMillis,
        usedBytes,
        totalBytes);
  }

  /// The same, having answered us or not.
  public Replica answering(boolean did) {
    return new Replica(
        name,
        role,
        Optional.of(did),
        inSync,
        lagSeconds,
        lagBytes,
        lagMessages,
        lastSeenMillis,
        usedBytes,
        totalBytes);
  }

  /// The same, in sync or not.
  public Replica inSync(boolean is) {
    return new Replica(
        name,
        role,
        answers,
        Optional.of(is),
        lagSeconds,
        lagBytes,
        lagMessages,
        lastSeenMillis,
        usedBytes,
        totalBytes);
  }

  /// The same with a lag in seconds; a negative one is none.
  public Replica lag(LagMethod method, double seconds) {
    Map<LagMethod, Double> lags = new EnumMap<>(LagMethod.class);
    lags.putAll(lagSeconds);
    lags.put(method, Math.max(0, seconds));
    return new Replica(
        name,
        role,
        answers,
        inSync,
        lags,
        lagBytes,
        lagMessages,
        lastSeenMillis,
        usedBytes,
        totalBytes);
  }

  /// The same with a lag in bytes; a negative one is none.
  public Replica lagBytes(long bytes) {
    return new Replica(
        name,
        role,
        answers,
        inSync,
        lagSeconds,
        OptionalLong.of(Math.max(0, bytes)),
        lagMessages,
        lastSeenMillis,
        usedBytes,
        totalBytes);
  }

  /// The same with a lag in entries; a negative one is none.
  public Replica lagMessages(long messages) {
    return new Replica(
        name,
        role,
        answers,
        inSync,
        lagSeconds,
        lagBytes,
        OptionalLong.of(Math.max(0, messages)),
        lastSeenMillis,
        usedBytes,
        totalBytes);
  }

  /// The same, last seen then, if not later.
  public Replica seen(long atMillis) {
    return new Replica(
        name,
        role,
        answers,
        inSync,
        lagSeconds,
        lagBytes,
        lagMessages,
        OptionalLong.of(Math.max(atMillis, lastSeenMillis.orElse(atMillis))),
        usedBytes,
        totalBytes);
  }

  /// The same with what is known of its storage.
  public Replica storage(OptionalLong used, OptionalLong total) {
    return new Replica(
        name,
        role,
        answers,
        inSync,
        lagSeconds,
        lagBytes,
        lagMessages,
        lastSeenMillis,
        used,
        total);
  }
}
