package watchbill.exporter.infrastructure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.ConfigSection;

/// How to price a cluster.
///
/// @param stateless absent when no such service is compared with
/// @param use whether to ask the cluster what pods really use
/// @param sharedNamespaces those whose pods are nobody's agents
public record InfrastructureConfig(
    Rates rates, Optional<StatelessRates> stateless, boolean use, Set<String> sharedNamespaces) {
  private static final String ROOT = "infrastructure";

  /// The namespaces that Kubernetes makes for itself
  /// (https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces).
  private static final List<String> KUBERNETES =
      List.of("kube-system", "kube-public", "kube-node-lease");

  public InfrastructureConfig {
    sharedNamespaces = Set.copyOf(sharedNamespaces);
  }

  /// The config of the section `infrastructure` of this one; absent when no rates are given, since
  /// a price that nobody stated must not be believed.
  public static Optional<InfrastructureConfig> of(ConfigSection config) {
    ConfigSection section = config.section(ROOT);
    RateReader reader = new RateReader(section, ROOT);
    String currency = section.text("currency", "");
    ComputeRates all = reader.compute("rates");
    Rates rates =
        new Rates(
            all,
            reader.compute("spotRates"),
            pools(section),
            reader.byName("gpus", RateReader.MOST_HOUR),
            reader.rate("rates.volume", RateReader.MOST_MONTH),
            reader.byName("volumes", RateReader.MOST_MONTH));
    InfrastructureConfig read =
        new InfrastructureConfig(
            rates,
            reader.stateless("statelessRates"),
            section.flag("use", true),
            Set.copyOf(section.texts("sharedNamespaces", KUBERNETES)));
    section.retired("orphanedAfter", "volumes.orphanedAfter");
    if (currency.isEmpty() && !reader.foundAny() && rates.pools().isEmpty()) {
      return Optional.empty();
    }
    if (!currency.equals("USD")) {
      throw new ConfigError(ROOT + ".currency", "USD", currency.isEmpty() ? "nothing" : currency);
    }
    reader.want("rates.cpu", "dollars for a vCPU-hour", all.cpu());
    reader.want("rates.memory", "dollars for a GiB-hour", all.memory());
    return Optional.of(read);
  }

  private static Map<String, ComputeRates> pools(ConfigSection section) {
    Map<String, ComputeRates> pools = new HashMap<>();
    for (ConfigSection pool : section.sections("pools")) {
      String at = ROOT + ".pools[" + pools.size() + "]";
      String name = pool.text("pool");
      if (pools.put(name, new RateReader(pool, at).compute("")) != null) {
        throw new ConfigError(at + ".pool", "each pool once", name + " again");
      }
    }
    return pools;
  }
}
