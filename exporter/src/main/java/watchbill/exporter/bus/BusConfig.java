package watchbill.exporter.bus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import watchbill.connectors.config.ConfigSection;

/// How the bus is looked at.
///
/// @param enabled whether it is, where there is NATS
/// @param every how often; 1 s to 10 min
/// @param streams those that are looked at; all when empty
/// @param consumers whose a consumer is; absent when names do not tell
/// @param monitoring addresses of the servers' monitoring pages
public record BusConfig(
    boolean enabled,
    Duration every,
    Set<String> streams,
    Optional<ConsumerNames> consumers,
    List<String> monitoring) {
  /// Every 15 s, all streams, no server's page.
  public static final BusConfig DEFAULT =
      new BusConfig(true, Duration.ofSeconds(15), Set.of(), Optional.empty(), List.of());

  public BusConfig {
    streams = Set.copyOf(streams);
    monitoring = List.copyOf(monitoring);
  }

  /// The config of the section `bus`.
  public static BusConfig of(ConfigSection bus) {
    String tenant = bus.text("tenant", "");
    String wanted =
        tenant.isEmpty()
            ? "a pattern with {tenant} and {agent}, such as {tenant}-{agent}"
            : "a pattern with {agent} and no {tenant}, which bus.tenant says";
    return new BusConfig(
        bus.flag("enabled", DEFAULT.enabled),
        bus.duration("every", DEFAULT.every, Duration.ofSeconds(1), Duration.ofMinutes(10)),
        Set.copyOf(bus.texts("streams", List.of())),
        bus.parsed("consumer", wanted, text -> ConsumerNames.of(text, tenant)),
        bus.texts("monitoring", List.of()));
  }
}
