package watchbill.exporter.infrastructure;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
import watchbill.metrics.catalogue.InfrastructureFamilies.ResourceLabels;
import watchbill.metrics.catalogue.LabelSet;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.SeriesGroup;
import watchbill.metrics.exposition.SeriesTable;

/// What agents cost beside tokens, as series. One thread ticks, and between two ticks the cluster
/// is taken to be as it was at the first; any number of scrapes write beside it, each the state of
/// one tick, so that parts and whole agree.
public final class InfrastructureSeries implements ExpositionSource {
  /// Prometheus' own look-back (`--query.lookback-delta`), as for the series of pods.
  public static final Duration DEFAULT_STALE_AFTER = Duration.ofMinutes(5);

  private static final List<Family<?>> FAMILIES =
      List.of(
          InfrastructureFamilies.COST,
          InfrastructureFamilies.COST_PER_HOUR,
          InfrastructureFamilies.UNPRICED,
          InfrastructureFamilies.VOLUME_ORPHANED,
          InfrastructureFamilies.VOLUME_ORPHANED_SINCE,
          InfrastructureFamilies.GPU_IDLE,
          InfrastructureFamilies.STATELESS_COST,
          InfrastructureFamilies.STATE_PRICE);

  private static final double MILLIS_PER_SECOND = 1_000;
  private static final int PICO_DIGITS = 12;

  private final KnownCluster cluster;
  private final Pricing pricing;
  private final Ledger ledger;
  private final Orphans orphans;
  private final SeriesGroup scraped = new SeriesGroup(FAMILIES);

  /// Series of nothing yet.
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
    if (bill.known().contains(Resource.VOLUME)) {
      orphans.observe(bill.unmounted().keySet(), nowMillis);
    }
    scraped.replace(tables(bill, nowMillis));
  }

  @Override
  public List<Family<?>> families() {
    return FAMILIES;
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return scraped.writeTo(format, out);
  }

  private List<SeriesTable<?>> tables(Bill bill, long nowMillis) {
    Set<String> known = bill.known().stream().map(Resource::text).collect(Collectors.toSet());
    Map<ClaimLabels, Long> orphaned =
        known.contains(Resource.VOLUME.text()) ? orphans.at(nowMillis) : Map.of();
    Map<ClaimLabels, Long> orphanPrices = new HashMap<>(bill.unmounted());
    orphanPrices.keySet().retainAll(orphaned.keySet());
    Map<AgentLabels, Long> stateless =
        known.containsAll(List.of("cpu", "volume")) ? ledger.stateless().picoUsd() : Map.of();

    List<SeriesTable<?>> tables = new ArrayList<>();
    tables.add(dollars(InfrastructureFamilies.COST, only(known, ledger.shares().picoUsd())));
    tables.add(dollars(InfrastructureFamilies.COST_PER_HOUR, bill.shares()));
    tables.add(table(InfrastructureFamilies.UNPRICED, bill.unpriced(), Long::doubleValue));
    tables.add(dollars(InfrastructureFamilies.VOLUME_ORPHANED, orphanPrices));
    tables.add(
        table(
            InfrastructureFamilies.VOLUME_ORPHANED_SINCE,
            orphaned,
            millis -> millis / MILLIS_PER_SECOND));
    tables.add(dollars(InfrastructureFamilies.GPU_IDLE, bill.idleGpus()));
    tables.add(dollars(InfrastructureFamilies.STATELESS_COST, stateless));
    tables.add(table(InfrastructureFamilies.STATE_PRICE, ratios(stateless), ratio -> ratio));
    return tables;
  }

  /// What each agent costs against what it would cost as a stateless service; none for an agent
  /// that has not worked so far.
  private Map<AgentLabels, Double> ratios(Map<AgentLabels, Long> stateless) {
    Map<AgentLabels, Long> actual = ledger.actual().picoUsd();
    Map<AgentLabels, Double> ratios = new HashMap<>();
    stateless.forEach((agent, price) -> {
      if (price > 0) {
        ratios.put(agent, (double) actual.getOrDefault(agent, 0L) / price);
      }
    });
    return ratios;
  }

  private static Map<ResourceLabels, Long> only(
      Set<String> known, Map<ResourceLabels, Long> totals) {
    Map<ResourceLabels, Long> kept = new HashMap<>(totals);
    kept.keySet().removeIf(share -> !known.contains(share.resource()));
    return kept;
  }

  private static <L extends Record & LabelSet> SeriesTable<L> dollars(
      Family<L> family, Map<L, Long> amounts) {
    return table(
        family, amounts, picoUsd -> BigDecimal.valueOf(picoUsd, PICO_DIGITS).doubleValue());
  }

  private static <L extends Record & LabelSet, N> SeriesTable<L> table(
      Family<L> family, Map<L, N> values, Function<N, Double> toDouble) {
    SeriesTable<L> table = new SeriesTable<>(family);
    values.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
        .forEach(entry -> table.series(entry.getKey()).set(toDouble.apply(entry.getValue())));
    return table;
  }
}
