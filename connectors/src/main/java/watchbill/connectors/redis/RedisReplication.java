package watchbill.connectors.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import watchbill.connectors.access.Address;

/// What a Redis server says of its replication (<https://redis.io/docs/latest/commands/info/>,
/// section Replication).
///
/// @param master whether it takes writes
/// @param history the id of the data set's history (`master_replid`); offsets of two servers can be
///   compared only within one
/// @param offset how many bytes of that history it has
/// @param linked of a replica: whether it hears its master now
/// @param silentSeconds of a replica: for how long it heard nothing from its master
/// @param replicas those that a master feeds
public record RedisReplication(
    boolean master,
    String history,
    OptionalLong offset,
    boolean linked,
    OptionalLong silentSeconds,
    List<Fed> replicas) {
  public RedisReplication {
    replicas = List.copyOf(replicas);
  }

  /// A replica, as its master sees it.
  ///
  /// @param online whether it is fed from the stream, and not still copied as a whole
  /// @param offset up to where it has acknowledged
  /// @param silentSeconds how long ago it acknowledged something; it does so every second
  public record Fed(
      Address address, boolean online, OptionalLong offset, OptionalLong silentSeconds) {}

  /// Reads the server's text; what it does not say is absent.
  static RedisReplication parse(String info) {
    Map<String, String> fields = new HashMap<>();
    info.lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          if (colon > 0 && line.charAt(0) != '#') {
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
          }
        });
    boolean master = "master".equals(fields.get("role"));
    return new RedisReplication(
        master,
        fields.getOrDefault("master_replid", ""),
        number(fields, master ? "master_repl_offset" : "slave_repl_offset"),
        "up".equals(fields.get("master_link_status")),
        number(fields, "master_last_io_seconds_ago"),
        fed(fields));
  }

  private static List<Fed> fed(Map<String, String> fields) {
    List<Fed> fed = new ArrayList<>();
    for (int i = 0; fields.containsKey("slave" + i); i++) {
      Map<String, String> of = parts(fields.getOrDefault("slave" + i, ""));
      int port = (int) number(of, "port").orElse(0);
      Optional<Address> address = Address.parse(of.getOrDefault("ip", "") + ":" + port, port);
      address.ifPresent(at ->
          fed.add(
              new Fed(
                  at, "online".equals(of.get("state")), number(of, "offset"), number(of, "lag"))));
    }
    return fed;
  }

  /// `ip=10.0.0.1,port=6379,...`
  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        String value = part.substring(equals + 1);
        boolean six = value.indexOf(':') >= 0; // an IPv6 address
        parts.put(part.substring(0, equals), six ? '[' + value + ']' : value);
      }
    }
    return parts;
  }

  private static OptionalLong number(Map<String, String> fields, String key) {
    String text = fields.getOrDefault(key, "");
    return text.matches("\\d{1,18}") // -1 stands for unknown
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
