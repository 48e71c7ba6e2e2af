package watchbill.exporter.infrastructure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.InfrastructureFamilies;
import watchbill.metrics.catalogue.InfrastructureFamilies.ClaimLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.NodeLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.ResourceLabels;
import watchbill.metrics.catalogue.InfrastructureFamilies.UnpricedLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;
import watchbill.metrics.exposition.SeriesGroup;
import watchbill.metrics.exposition.SeriesTable;

/// What agents cost beside tokens, as series. One thread ticks, and between two ticks the cluster
/// is taken to be as it was at the first; any number of scrapes write beside it. A scrape sees all
/// shares of the cluster as they were at one tick, so that their sum is its bill.
public final class InfrastructureSeries implements ExpositionSource {
  /// Prometheus' own look-back (`--query.lookback-delta`), as for the series of pods.
  public static final Duration DEFAULT_STALE_AFTER = Duration.ofMinutes(5);

  private static final double MILLIS_PER_SECOND = 1_000;
  private static final int PICO_DIGITS = 12;

  private final SeriesTable<ResourceLabels> cost = new SeriesTable<>(InfrastructureFamilies.COST);
  private final SeriesTable<ResourceLabels> costPerHour =
      new SeriesTable<>(InfrastructureFamilies.COST_PER_HOUR);
  private final SeriesTable<UnpricedLabels> unpriced =
      new SeriesTable<>(InfrastructureFamilies.UNPRICED);
  private final SeriesTable<ClaimLabels> orphaned =
      new SeriesTable<>(InfrastructureFamilies.VOLUME_ORPHANED);
  private final SeriesTable<ClaimLabels> orphanedSince =
      new SeriesTable<>(InfrastructureFamilies.VOLUME_ORPHANED_SINCE);
  private final SeriesTable<NodeLabels> idleGpus =
      new SeriesTable<>(InfrastructureFamilies.GPU_IDLE);
  private final SeriesTable<AgentLabels> statelessCost =
      new SeriesTable<>(InfrastructureFamilies.STATELESS_COST);
  private final SeriesTable<AgentLabels> statePrice =
      new SeriesTable<>(InfrastructureFamilies.STATE_PRICE);
  private final SeriesGroup scraped =
      SeriesGroup.of(
          List.of(
              cost,
              costPerHour,
              unpriced,
              orphaned,
              orphanedSince,
              idleGpus,
              statelessCost,
              statePrice));

  private final KnownCluster cluster;
  private final Pricing pricing;
  private final Ledger ledger;
  private final Orphans orphans;

  /// Series of nothing yet.
  ///
  /// @param staleAfter between two ticks that are further apart nothing is added to what was paid
  public InfrastructureSeries(
      InfrastructureConfig config, PodOwners owners, KnownCluster cluster, Duration staleAfter) {
    this.cluster = cluster;
    this.pricing = new Pricing(config, owners);
    this.ledger = new Ledger(staleAfter.toMillis());
    this.orphans = new Orphans(config.orphanedAfter());
  }

  /// Time has come so far, in milliseconds since the epoch. Call it every few seconds.
  public void tick(long nowMillis) {
    Bill bill = pricing.of(cluster.at(nowMillis));
    ledger.enter(bill, nowMillis);
    costPerHour.replace(dollars(bill.shares()));
    cost.replace(dollars(known(bill, ledger.shares().picoUsd())));
    unpriced.replace(map(bill.unpriced(), Long::doubleValue));
    idleGpus.replace(dollars(bill.idleGpus()));
    showOrphans(bill, nowMillis);
    showComparison(bill);
  }

  @Override
  public List<Family<?>> families() {
    return scraped.families();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return scraped.writeTo(format, out);
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return scraped.writeTo(format, out);
  }

  private void showOrphans(Bill bill, long nowMillis) {
    Map<ClaimLabels, Long> since = Map.of();
    if (bill.known().contains(Resource.VOLUME)) {
      orphans.observe(bill.unmounted().keySet(), nowMillis);
      since = orphans.at(nowMillis);
    }
    Map<ClaimLabels, Long> prices = new HashMap<>(bill.unmounted());
    prices.keySet().retainAll(since.keySet());
    orphaned.replace(dollars(prices));
    orphanedSince.replace(map(since, millis -> millis / MILLIS_PER_SECOND));
  }

  /// An agent that has not worked so far has no ratio.
  private void showComparison(Bill bill) {
    boolean known = bill.known().containsAll(EnumSet.of(Resource.CPU, Resource.VOLUME));
    Map<AgentLabels, Long> stateless = known ? ledger.stateless().picoUsd() : Map.of();
    Map<AgentLabels, Long> actual = ledger.actual().picoUsd();
    Map<AgentLabels, Double> ratios = new HashMap<>();
    stateless.forEach((agent, price) -> {
      if (price > 0) {
        ratios.put(agent, (double) actual.getOrDefault(agent, 0L) / price);
      }
    });
    statelessCost.replace(dollars(stateless));
    statePrice.replace(ratios);
  }

  /// The totals of the resources that are known now.
  private static Map<ResourceLabels, Long> known(Bill bill, Map<ResourceLabels, Long> totals) {
    Set<String> known = bill.known().stream().map(Resource::text).collect(Collectors.toSet());
    Map<ResourceLabels, Long> kept = new HashMap<>(totals);
    kept.keySet().removeIf(share -> !known.contains(share.resource()));
    return kept;
  }

  private static <K> Map<K, Double> dollars(Map<K, Long> picoUsd) {
    return map(picoUsd, pico -> BigDecimal.valueOf(pico, PICO_DIGITS).doubleValue());
  }

  private static <K> Map<K, Double> map(Map<K, Long> values, Function<Long, Double> to) {
    Map<K, Double> mapped = new HashMap<>(values.size() * 2);
    values.forEach((key, value) -> mapped.put(key, to.apply(value)));
    return mapped;
  }
}
