package watchbill.exporter.replication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.access.Access;
import watchbill.connectors.spine.SpineAnswer;

/// What the nodes say together.
///
/// @param leader the only one; null when there is none, or there are several
record SpineView(Map<Access, SpineAnswer> said, @Nullable Access leader) {
  Replica replica(Access node, long nowMillis) {
    String name = node.address().toString();
    @Nullable SpineAnswer answer = said.get(node);
    @Nullable SpineAnswer seen = seenByLeader(node);
    if (answer == null) {
      Replica silent =
          Replica.of(name, seen == null ? Role.UNKNOWN : Role.FOLLOWER).answering(false);
      return seen == null ? silent : described(silent, seen);
    }
    Role role = answer.leader().map(is -> is ? Role.LEADER : Role.FOLLOWER).orElse(Role.UNKNOWN);
    Replica replica =
        described(Replica.of(name, role).answering(true).seen(nowMillis), answer)
            .storage(answer.usedBytes(), answer.totalBytes());
    if (node.equals(leader)) {
      return replica.inSync(true);
    }
    return seen == null ? replica : described(replica, seen);
  }

  /// With what is said of a follower; of two lags the larger holds, and whether it is in sync its
  /// leader knows best, who speaks last.
  private static Replica described(Replica replica, SpineAnswer said) {
    if (replica.role() == Role.LEADER) {
      return replica;
    }
    Replica described = replica;
    if (said.lagSeconds().isPresent()) {
      double before = replica.lagSeconds().getOrDefault(LagMethod.REPORTED, 0.0);
      double now = said.lagSeconds().getAsDouble();
      described = described.lag(LagMethod.REPORTED, Math.max(before, now));
    }
    if (said.lagEntries().isPresent()) {
      long before = replica.lagMessages().orElse(0);
      described = described.lagMessages(Math.max(before, said.lagEntries().getAsLong()));
    }
    return said.inSync().isPresent() ? described.inSync(said.inSync().get()) : described;
  }

  /// What the leader says of this node, whom it knows by the node's id or by its host's name.
  private @Nullable SpineAnswer seenByLeader(Access node) {
    @Nullable SpineAnswer leading = leader == null ? null : said.get(leader);
    if (leading == null || node.equals(leader)) {
      return null;
    }
    @Nullable SpineAnswer answer = said.get(node);
    String id = answer == null ? "" : answer.node();
    String host = node.address().host();
    return leading.followers().stream()
        .filter(each ->
            each.node().equals(id)
                || each.node().equals(host)
                || host.startsWith(each.node() + '.')
                || each.node().equals(node.address().toString()))
        .findFirst()
        .orElse(null);
  }

  /// How many are in sync: the leader's word, or else the count when it is known of all.
  OptionalLong inSync(List<Replica> replicas) {
    @Nullable SpineAnswer leading = leader == null ? null : said.get(leader);
    if (leading == null) {
      return OptionalLong.empty();
    }
    if (leading.inSyncReplicas().isPresent()) {
      return leading.inSyncReplicas();
    }
    boolean known = replicas.stream().allMatch(replica -> replica.inSync().isPresent());
    return known
        ? OptionalLong.of(replicas.stream().filter(r -> r.inSync().orElse(false)).count())
        : OptionalLong.empty();
  }

  OptionalLong replicationFactor() {
    Map<Long, Integer> factors = new HashMap<>();
    said.values()
        .forEach(answer ->
            answer.replicationFactor().ifPresent(factor -> factors.merge(factor, 1, Integer::sum)));
    return factors.size() == 1
        ? OptionalLong.of(factors.keySet().iterator().next())
        : OptionalLong.empty();
  }
}
