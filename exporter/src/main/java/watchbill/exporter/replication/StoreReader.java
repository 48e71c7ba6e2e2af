package watchbill.exporter.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import watchbill.connectors.access.Address;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.kafka.Sasl;
import watchbill.exporter.replication.CanaryConfig.Ask;

/// Reads one item of `replication.stores`.
final class StoreReader {
  private static final int MOST_ADDRESSES = 64;
  private static final List<String> METHODS = List.of("GET", "POST", "PUT");

  private final ConfigSection section;

  StoreReader(ConfigSection section) {
    this.section = section;
  }

  /// @param every holds where the store says none
  StoreConfig read(Duration every) {
    StoreSystem system =
        section
            .parsed("kind", "one of memory-spine, postgresql, redis, kafka", StoreSystem::written)
            .orElseThrow(
                () -> section.refusal("kind", "one of memory-spine, postgresql, redis, kafka"));
    int wanted =
        system == StoreSystem.KAFKA ? 0 : (int) section.number("wanted", 0, 0, MOST_ADDRESSES);
    return new StoreConfig(
        new StoreName(section.text("tenant", ""), name(), system.text()),
        addresses(system),
        section.text("user", ""),
        section.secret("password"),
        section.flag("tls", false),
        section.duration("every", every, Duration.ofSeconds(1), Duration.ofMinutes(10)),
        wanted == 0 ? OptionalInt.empty() : OptionalInt.of(wanted),
        settings(system));
  }

  private StoreSettings settings(StoreSystem system) {
    return switch (system) {
      case REDIS -> new StoreSettings.Redis();
      case POSTGRESQL -> new StoreSettings.Postgresql(section.text("database", "postgres"));
      case MEMORY_SPINE ->
          new StoreSettings.MemorySpine(section.port("metricsPort", 9090), canary());
      case KAFKA ->
          new StoreSettings.Kafka(
              section.choice("mechanism", Sasl.SCRAM_SHA_512),
              section
                  .parsed("groups", "a regular expression", StoreReader::pattern)
                  .orElse(Pattern.compile(".*")));
    };
  }

  /// What is asked by default is what the guides' client asks.
  private Optional<CanaryConfig> canary() {
    ConfigSection canary = section.section("canary");
    boolean enabled = canary.flag("enabled", false);
    CanaryConfig read =
        new CanaryConfig(
            ask(
                canary.section("write"),
                "/ingest",
                "{\"content\":\"{value}\",\"tags\":[\"{key}\"]}"),
            ask(canary.section("read"), "/search", "{\"query\":\"{value}\",\"limit\":5}"),
            canary.duration("wait", Duration.ofSeconds(2), Duration.ZERO, Duration.ofMinutes(1)));
    return enabled ? Optional.of(read) : Optional.empty();
  }

  private static Ask ask(ConfigSection section, String path, String body) {
    String method = section.text("method", "POST");
    if (!METHODS.contains(method)) {
      throw section.refusal("method", "one of " + String.join(", ", METHODS));
    }
    String at = section.text("path", path);
    if (!at.matches("/([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2}|\\{key}|\\{value})*")) {
      throw section.refusal("path", "a percent-encoded path such as " + path);
    }
    String sent = section.text("body", method.equals("GET") ? "" : body);
    return new Ask(method, at, sent);
  }

  private static Optional<Pattern> pattern(String text) {
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }

  private String name() {
    String name = section.text("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")) {
      throw section.refusal("name", "up to 63 letters, digits and _ . -");
    }
    if (name.equals("jetstream")) { // the bus' own streams, which need no configuration
      throw section.refusal("name", "another name, which is the bus' own");
    }
    return name;
  }

  private List<Address> addresses(StoreSystem system) {
    List<Address> addresses = new ArrayList<>();
    for (String text : section.texts("addresses", List.of())) {
      addresses.add(
          Address.parse(text, system.port())
              .orElseThrow(() -> section.refusal("addresses", "host:port of each server")));
    }
    if (addresses.isEmpty() || addresses.size() > MOST_ADDRESSES) {
      throw section.refusal("addresses", "1 to " + MOST_ADDRESSES + " times host:port");
    }
    return addresses;
  }
}
