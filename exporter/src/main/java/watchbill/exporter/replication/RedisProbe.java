package watchbill.exporter.replication;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.access.Access;
import watchbill.connectors.access.Address;
import watchbill.connectors.redis.RedisReplication;
import watchbill.connectors.redis.RedisReplication.Fed;
import watchbill.connectors.redis.RedisServer;

/// Looks at a Redis master and its replicas: what the master says of those that it feeds, and what
/// each configured server says of itself.
public final class RedisProbe implements StoreProbe {
  /// A replica that has not acknowledged for longer is not in sync: Redis' own
  /// `min-replicas-max-lag`.
  private static final long GOOD_WITHIN_SECONDS = 10;

  private final List<Access> servers;
  private final OptionalInt wanted;
  private final PositionHistory written = new PositionHistory();
  private String history = "";

  /// A probe of these servers.
  public RedisProbe(List<Access> servers, OptionalInt wanted) {
    this.servers = List.copyOf(servers);
    this.wanted = wanted;
  }

  @Override
  public StoreReport look(long nowMillis) throws IOException {
    Map<Address, RedisReplication> said = new LinkedHashMap<>();
    Map<Address, Replica> replicas = new LinkedHashMap<>();
    Unanswered unanswered = new Unanswered();
    for (Access server : servers) {
      Address at = server.address();
      try {
        RedisReplication answer = new RedisServer(server).replication();
        said.put(at, answer);
        replicas.put(at.numeric(), itself(at, answer, nowMillis));
      } catch (IOException e) {
        unanswered.add(e);
        replicas.put(at.numeric(), Replica.of(at.toString(), Role.UNKNOWN).answering(false));
      }
    }
    unanswered.throwIfAll(servers.size());
    List<RedisReplication> masters =
        said.values().stream().filter(RedisReplication::master).toList();
    if (masters.size() != 1) {
      return StoreReport.of(
          List.copyOf(replicas.values()),
          OptionalInt.of(masters.size()),
          OptionalInt.empty(),
          wanted);
    }
    see(masters.getFirst(), nowMillis);
    addFed(masters.getFirst(), replicas, nowMillis);
    addLags(masters.getFirst(), said, replicas, nowMillis);
    return report(replicas);
  }

  private static Replica itself(Address at, RedisReplication answer, long nowMillis) {
    Replica replica =
        Replica.of(at.toString(), answer.master() ? Role.LEADER : Role.FOLLOWER)
            .answering(true)
            .seen(nowMillis);
    return answer.master() || answer.linked() ? replica : replica.inSync(false);
  }

  private void see(RedisReplication master, long nowMillis) {
    if (!history.equals(master.history())) {
      history = master.history();
      written.forget();
    }
    master.offset().ifPresent(offset -> written.see(offset, nowMillis));
  }

  /// Those that the master feeds, configured or not.
  private void addFed(RedisReplication master, Map<Address, Replica> replicas, long nowMillis) {
    for (Fed fed : master.replicas()) {
      long silent = fed.silentSeconds().orElse(Long.MAX_VALUE);
      @Nullable Replica known = replicas.get(fed.address());
      Replica replica =
          known == null || known.role() == Role.LEADER
              ? Replica.of(fed.address().toString(), Role.FOLLOWER)
              : known.as(Role.FOLLOWER);
      replica = replica.inSync(fed.online() && silent <= GOOD_WITHIN_SECONDS);
      if (fed.silentSeconds().isPresent()) {
        replica = replica.seen(nowMillis - TimeUnit.SECONDS.toMillis(silent));
      }
      replicas.put(fed.address(), behind(replica, master, fed.offset(), nowMillis));
    }
  }

  /// Those that say themselves where they are, and that the master does not feed.
  private void addLags(
      RedisReplication master,
      Map<Address, RedisReplication> said,
      Map<Address, Replica> replicas,
      long nowMillis) {
    said.forEach((at, answer) -> {
      Replica replica = replicas.get(at.numeric());
      if (replica != null && !answer.master() && replica.lagBytes().isEmpty()) {
        boolean same = answer.history().equals(master.history());
        OptionalLong offset = same ? answer.offset() : OptionalLong.empty();
        replicas.put(at.numeric(), behind(replica, master, offset, nowMillis));
      }
    });
  }

  private Replica behind(
      Replica replica, RedisReplication master, OptionalLong offset, long nowMillis) {
    if (offset.isEmpty() || master.offset().isEmpty()) {
      return replica;
    }
    Replica counted = replica.lagBytes(master.offset().getAsLong() - offset.getAsLong());
    OptionalLong millis = written.lagMillis(offset.getAsLong(), nowMillis);
    return millis.isEmpty()
        ? counted
        : counted.lag(LagMethod.ESTIMATED, millis.getAsLong() / 1_000.0);
  }

  private StoreReport report(Map<Address, Replica> replicas) {
    List<Replica> all = new ArrayList<>();
    int inSync = 0;
    for (Replica replica : replicas.values()) {
      boolean is = replica.role() == Role.LEADER || replica.inSync().orElse(false);
      inSync += is ? 1 : 0;
      all.add(replica.inSync(is));
    }
    return StoreReport.of(all, OptionalInt.of(1), OptionalInt.of(inSync), wanted);
  }
}
