package watchbill.exporter.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigSection;
import watchbill.connectors.config.DurationText;

/// Which stores to look at, and how.
///
/// @param timeout how long a server may take to connect, and again for an answer; 100 ms to 1 min
/// @param staleAfter for how long a store is shown as it was seen last; 10 s to 1 h, and longer
///   than `every` and `timeout` together
public record ReplicationConfig(List<StoreConfig> stores, Duration timeout, Duration staleAfter) {
  private static final String ROOT = "replication";
  private static final int MOST_STORES = 100;

  public ReplicationConfig {
    stores = List.copyOf(stores);
    if (stores.size() > MOST_STORES) {
      throw new ConfigError(ROOT + ".stores", "at most " + MOST_STORES, stores.size() + "");
    }
    for (StoreConfig store : stores) {
      Duration longest = store.every().plus(timeout);
      if (staleAfter.compareTo(longest) <= 0) {
        throw new ConfigError(
            ROOT + ".staleAfter",
            "longer than every and timeout together (" + DurationText.of(longest) + ")",
            DurationText.of(staleAfter));
      }
    }
  }

  /// The config of the section `replication` of this one; without stores where it is absent.
  public static ReplicationConfig of(ConfigSection config) {
    ConfigSection section = config.section(ROOT);
    Duration every =
        section.duration(
            "every", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(10));
    Duration timeout =
        section.duration(
            "timeout", Duration.ofSeconds(3), Duration.ofMillis(100), Duration.ofMinutes(1));
    Duration staleAfter =
        section.duration(
            "staleAfter", Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofHours(1));
    Set<String> names = new HashSet<>();
    List<StoreConfig> stores = new ArrayList<>();
    for (ConfigSection store : section.sections("stores")) {
      StoreConfig read = new StoreReader(store).read(every);
      if (!names.add(read.name().store())) {
        throw store.refusal("name", "each name once");
      }
      stores.add(read);
    }
    return new ReplicationConfig(stores, timeout, staleAfter);
  }
}
