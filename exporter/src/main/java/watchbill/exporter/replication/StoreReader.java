package watchbill.exporter.replication;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import watchbill.connectors.access.Address;
import watchbill.connectors.config.ConfigSection;

/// Reads one item of `replication.stores`.
final class StoreReader {
  private static final int MOST_ADDRESSES = 64;

  private final ConfigSection section;

  StoreReader(ConfigSection section) {
    this.section = section;
  }

  StoreConfig read() {
    StoreSystem system =
        section
            .parsed("kind", "one of memory-spine, postgresql, redis, kafka", StoreSystem::written)
            .orElseThrow(
                () -> section.refusal("kind", "one of memory-spine, postgresql, redis, kafka"));
    int wanted = (int) section.number("wanted", 0, 0, MOST_ADDRESSES);
    return new StoreConfig(
        new StoreName(section.text("tenant", ""), name(), system.text()),
        addresses(system),
        section.text("user", ""),
        section.secret("password"),
        section.flag("tls", false),
        wanted == 0 ? OptionalInt.empty() : OptionalInt.of(wanted),
        settings(system));
  }

  private StoreSettings settings(StoreSystem system) {
    return switch (system) {
      case REDIS -> new StoreSettings.Redis();
      case POSTGRESQL -> new StoreSettings.Postgresql(section.text("database", "postgres"));
      case MEMORY_SPINE, KAFKA -> throw section.refusal("kind", "redis");
    };
  }

  private String name() {
    String name = section.text("name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,62}")) {
      throw section.refusal("name", "up to 63 letters, digits and _ . -");
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
