package watchbill.exporter.replication;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import watchbill.connectors.access.Access;
import watchbill.connectors.access.Address;
import watchbill.connectors.config.Secret;

/// How to look at one store.
///
/// @param addresses of its servers, at least one
/// @param user empty for the server's default
/// @param password absent when it wants none
/// @param tls whether to speak TLS, with certificates that the JVM trusts
/// @param every the pause between two looks; 1 s to 10 min
/// @param wanted how many copies should be in sync, the leader's included; absent when only the
///   store can say
/// @param settings what only its system has
public record StoreConfig(
    StoreName name,
    List<Address> addresses,
    String user,
    Optional<Secret> password,
    boolean tls,
    Duration every,
    OptionalInt wanted,
    StoreSettings settings) {
  public StoreConfig {
    addresses = List.copyOf(addresses);
  }

  /// How to reach each of its servers.
  List<Access> accesses(Duration patience) {
    return addresses.stream()
        .map(address -> new Access(address, user, password, tls, patience))
        .toList();
  }
}
