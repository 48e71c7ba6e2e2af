package watchbill.exporter.replication;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import watchbill.connectors.access.Access;
import watchbill.connectors.access.Address;
import watchbill.connectors.postgresql.PostgresReplication;
import watchbill.connectors.postgresql.PostgresReplication.Fed;
import watchbill.connectors.postgresql.PostgresServer;
import watchbill.exporter.replication.StoreReport.Retention;

/// Looks at a PostgreSQL primary and its standbys: what the primary says of those that it feeds,
/// and what each configured server says of itself.
public final class PostgresProbe implements StoreProbe {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final List<Access> servers;
  private final String database;
  private final OptionalInt wanted;
  private final PositionHistory written = new PositionHistory();

  /// A probe of these servers.
  ///
  /// @param database any that the role may connect to
  public PostgresProbe(List<Access> servers, String database, OptionalInt wanted) {
    this.servers = List.copyOf(servers);
    this.database = database;
    this.wanted = wanted;
  }

  @Override
  public StoreReport look(long nowMillis) throws IOException {
    Map<Address, PostgresReplication> said = new LinkedHashMap<>();
    List<Replica> replicas = new ArrayList<>();
    Unanswered unanswered = new Unanswered();
    for (Access server : servers) {
      try {
        said.put(server.address(), new PostgresServer(server, database).replication());
      } catch (IOException e) {
        unanswered.add(e);
        replicas.add(Replica.of(server.address().toString(), Role.UNKNOWN).answering(false));
      }
    }
    unanswered.throwIfAll(servers.size());
    List<PostgresReplication> primaries =
        said.values().stream().filter(answer -> !answer.standby()).toList();
    int count = primaries.size();
    if (count != 1) {
      said.forEach((at, answer) -> replicas.add(alone(at, answer, nowMillis)));
      return StoreReport.of(replicas, OptionalInt.of(count), OptionalInt.empty(), wanted);
    }
    PostgresReplication primary = primaries.getFirst();
    primary.position().ifPresent(position -> written.see(position, nowMillis));
    PostgresStandbys standbys = new PostgresStandbys(primary.fed());
    said.forEach((at, answer) ->
        replicas.add(
            answer.standby()
                ? standby(at, answer, standbys, primary, nowMillis)
                : itself(at, Role.LEADER, nowMillis).inSync(true)));
    if (standbys.rest().isEmpty()) {
      replicas.replaceAll(replica -> unfed(replica, said));
    }
    standbys
        .rest()
        .forEach((name, fed) ->
            replicas.add(fed(Replica.of(name, Role.FOLLOWER), fed, primary, nowMillis)));
    return report(replicas, primary);
  }

  private StoreReport report(List<Replica> replicas, PostgresReplication primary) {
    long inSync = replicas.stream().filter(replica -> replica.inSync().orElse(false)).count();
    return StoreReport.of(replicas, OptionalInt.of(1), OptionalInt.of((int) inSync), wanted)
        .keeping(
            primary.slots().stream()
                .map(slot -> new Retention(slot.name(), slot.active(), slot.retainedBytes()))
                .toList());
  }

  /// A server that the primary feeds under no name that we know is not in sync, unless it hears
  /// another standby. As long as the primary feeds somebody whom we do not know, it may be that
  /// one.
  private static Replica unfed(Replica replica, Map<Address, PostgresReplication> said) {
    boolean cascades =
        said.entrySet().stream()
            .anyMatch(each ->
                each.getKey().toString().equals(replica.name()) && each.getValue().streaming());
    return replica.inSync().isPresent() ? replica : replica.inSync(cascades);
  }

  private static Replica itself(Address at, Role role, long nowMillis) {
    return Replica.of(at.toString(), role).answering(true).seen(nowMillis);
  }

  /// A server whose primary is unknown. A standby that has all that it hears lacks nothing as long
  /// as it hears its primary.
  private static Replica alone(Address at, PostgresReplication answer, long nowMillis) {
    if (!answer.standby()) {
      return itself(at, Role.LEADER, nowMillis);
    }
    Replica replica = itself(at, Role.FOLLOWER, nowMillis);
    if (!answer.streaming()) {
      return replica.inSync(false);
    }
    return answer.received().equals(answer.position())
        ? replica.lag(LagMethod.REPORTED, 0)
        : withReplayAge(replica, answer);
  }

  private Replica standby(
      Address at,
      PostgresReplication answer,
      PostgresStandbys standbys,
      PostgresReplication primary,
      long nowMillis) {
    Replica said = itself(at, Role.FOLLOWER, nowMillis);
    Replica replica = answer.streaming() ? said : said.inSync(false);
    Fed fed = answer.streaming() ? standbys.take(answer.name(), at.numeric().host()) : null;
    Replica counted =
        fed == null
            ? behind(replica, answer.position(), primary, nowMillis)
            : fed(replica, fed, primary, nowMillis);
    boolean lacks = counted.lagBytes().orElse(0) > 0;
    return lacks ? withReplayAge(counted, answer) : counted;
  }

  /// The age of what it replayed last is no less than its lag; of two that are reported the larger
  /// holds.
  private static Replica withReplayAge(Replica replica, PostgresReplication answer) {
    double reported = replica.lagSeconds().getOrDefault(LagMethod.REPORTED, 0.0);
    return answer.replayAgeSeconds().isEmpty()
        ? replica
        : replica.lag(
            LagMethod.REPORTED, Math.max(reported, answer.replayAgeSeconds().getAsDouble()));
  }

  private Replica fed(Replica replica, Fed fed, PostgresReplication primary, long nowMillis) {
    Replica counted = behind(replica.inSync(fed.streaming()), fed.replayed(), primary, nowMillis);
    if (counted.lagBytes().orElse(-1) == 0) {
      counted = counted.lag(LagMethod.REPORTED, 0);
    } else if (fed.lagSeconds().isPresent()) {
      counted = counted.lag(LagMethod.REPORTED, fed.lagSeconds().getAsDouble());
    }
    return fed.replySecondsAgo().isEmpty()
        ? counted
        : counted.seen(
            nowMillis - (long) (fed.replySecondsAgo().getAsDouble() * MILLIS_PER_SECOND));
  }

  private Replica behind(
      Replica replica, OptionalLong replayed, PostgresReplication primary, long nowMillis) {
    if (replayed.isEmpty() || primary.position().isEmpty()) {
      return replica;
    }
    Replica counted = replica.lagBytes(primary.position().getAsLong() - replayed.getAsLong());
    OptionalLong millis = written.lagMillis(replayed.getAsLong(), nowMillis);
    return millis.isEmpty()
        ? counted
        : counted.lag(LagMethod.ESTIMATED, millis.getAsLong() / MILLIS_PER_SECOND);
  }
}
