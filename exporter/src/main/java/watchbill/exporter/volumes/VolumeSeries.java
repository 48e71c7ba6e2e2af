package watchbill.exporter.volumes;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ClaimPhase;
import watchbill.connectors.kubernetes.ClaimView;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.VolumeUse;
import watchbill.connectors.kubernetes.WorkloadView;
import watchbill.core.AgentIdentity;
import watchbill.exporter.cluster.Column;
import watchbill.exporter.cluster.Columns;
import watchbill.exporter.cluster.Ticking;
import watchbill.exporter.infrastructure.ComputeRates;
import watchbill.exporter.infrastructure.Rates;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.VolumeFamilies;
import watchbill.metrics.catalogue.VolumeFamilies.ClaimLabels;
import watchbill.metrics.catalogue.VolumeFamilies.InfoLabels;
import watchbill.metrics.catalogue.VolumeFamilies.OrphanLabels;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.Format;
import watchbill.metrics.exposition.PieceSink;

/// The claimed volumes as series. Nothing is shown while the claims are unknown, no orphan while it
/// is unknown which pods or StatefulSets there are, and of a volume's use what was told.
public final class VolumeSeries implements Ticking {
  private static final int PICO_DIGITS = 12;

  private final VolumeSources sources;
  private final @Nullable Rates rates;
  private final ClaimOwners owners;
  private final Orphans orphans;
  private final Map<String, Growth> growths = new HashMap<>();

  private final Columns columns = new Columns();
  private final Column<InfoLabels> info = columns.of(VolumeFamilies.INFO);
  private final Column<ClaimLabels> bound = columns.of(VolumeFamilies.BOUND);
  private final Column<ClaimLabels> pendingSince = columns.of(VolumeFamilies.PENDING_SINCE);
  private final Column<ClaimLabels> requested = columns.of(VolumeFamilies.REQUESTED);
  private final Column<ClaimLabels> size = columns.of(VolumeFamilies.SIZE);
  private final Column<ClaimLabels> capacity = columns.of(VolumeFamilies.CAPACITY);
  private final Column<ClaimLabels> available = columns.of(VolumeFamilies.AVAILABLE);
  private final Column<ClaimLabels> used = columns.of(VolumeFamilies.USED);
  private final Column<ClaimLabels> inodes = columns.of(VolumeFamilies.INODES);
  private final Column<ClaimLabels> inodesUsed = columns.of(VolumeFamilies.INODES_USED);
  private final Column<ClaimLabels> observed = columns.of(VolumeFamilies.OBSERVED);
  private final Column<ClaimLabels> growth = columns.of(VolumeFamilies.GROWTH);
  private final Column<ClaimLabels> timeToFull = columns.of(VolumeFamilies.TIME_TO_FULL);
  private final Column<OrphanLabels> orphanedBytes = columns.of(VolumeFamilies.ORPHANED_BYTES);
  private final Column<ClaimLabels> orphanedSince = columns.of(VolumeFamilies.ORPHANED_SINCE);
  private final Column<ClaimLabels> orphanedPrice = columns.of(VolumeFamilies.ORPHANED_PRICE);

  /// Series of nothing yet.
  ///
  /// @param rates what volumes cost; absent when nobody says
  public VolumeSeries(
      VolumesConfig config, AgentIdentity identity, VolumeSources sources, Optional<Rates> rates) {
    this.sources = sources;
    this.rates = rates.orElse(null);
    this.owners = new ClaimOwners(identity);
    this.orphans = new Orphans(config.orphanedAfter());
  }

  @Override
  public void tick(long nowMillis) {
    List<ClaimView> claims = sources.claims().at(nowMillis);
    if (claims != null) {
      show(claims, nowMillis);
    }
    columns.swap();
  }

  @Override
  public List<Family<?>> families() {
    return columns.families();
  }

  @Override
  public int writeTo(Format format, ByteSink out) {
    return columns.writeTo(format, out);
  }

  @Override
  public int writeTo(Format format, PieceSink out) {
    return columns.writeTo(format, out);
  }

  private void show(List<ClaimView> claims, long nowMillis) {
    List<PodView> pods = sources.pods().at(nowMillis);
    List<WorkloadView> allSets = sources.sets().at(nowMillis);
    Mounts mounts = new Mounts(pods == null ? List.of() : pods);
    SetClaims sets = new SetClaims(allSets == null ? List.of() : allSets);
    Map<String, Orphans.Orphan> left =
        pods == null || allSets == null ? Map.of() : orphans.at(nowMillis, claims, mounts, sets);
    Map<List<String>, VolumeUse> uses = uses(nowMillis);
    for (ClaimView claim : claims) {
      SetClaims.Place place = sets.of(claim);
      ClaimLabels labels = labels(claim, owners.of(claim, mounts.of(claim), place));
      show(claim, labels, place);
      VolumeUse use = uses.get(List.of(claim.namespace(), claim.name()));
      if (use != null) {
        show(claim, labels, use, nowMillis);
      }
      Orphans.Orphan orphan = left.get(claim.uid());
      if (orphan != null) {
        show(claim, labels, orphan);
      }
    }
    Set<String> there = claims.stream().map(ClaimView::uid).collect(Collectors.toSet());
    growths.keySet().retainAll(there);
    owners.keep(there);
  }

  private Map<List<String>, VolumeUse> uses(long nowMillis) {
    Map<List<String>, VolumeUse> byClaim = new HashMap<>();
    List<VolumeUse> now = sources.use().at(nowMillis);
    if (now != null) {
      now.forEach(use -> byClaim.put(List.of(use.namespace(), use.claim()), use));
    }
    return byClaim;
  }

  private void show(ClaimView claim, ClaimLabels labels, SetClaims.@Nullable Place place) {
    info.put(infoOf(labels, claim, place), 1);
    bound.put(labels, claim.bound());
    if (claim.phase() == ClaimPhase.PENDING) {
      pendingSince.putTime(labels, claim.createdAtMillis());
    }
    if (claim.requestedBytes() > 0) {
      requested.put(labels, (double) claim.requestedBytes());
    }
    if (claim.bound() && claim.bytes() > 0) {
      size.put(labels, (double) claim.bytes());
    }
  }

  private void show(ClaimView claim, ClaimLabels labels, VolumeUse use, long nowMillis) {
    put(capacity, labels, use.capacityBytes());
    put(available, labels, use.availableBytes());
    put(used, labels, use.usedBytes());
    put(inodes, labels, use.inodes());
    put(inodesUsed, labels, use.inodesUsed());
    observed.putTime(labels, use.atMillis());
    if (use.usedBytes() >= 0) {
      Growth grown = growths.computeIfAbsent(claim.uid(), _ -> new Growth(nowMillis));
      grown.sample(nowMillis, use.usedBytes());
      Growth.Trend trend = grown.at(nowMillis);
      if (trend != null) {
        growth.put(labels, trend.bytesPerSecond());
        double seconds = trend.secondsUntilUsed(use.availableBytes());
        if (use.availableBytes() >= 0 && seconds >= 0) {
          timeToFull.put(labels, seconds);
        }
      }
    }
  }

  private void show(ClaimView claim, ClaimLabels labels, Orphans.Orphan orphan) {
    orphanedBytes.put(orphanOf(labels, orphan.reason()), (double) claim.bytes());
    orphanedSince.putTime(labels, orphan.since());
    long price = rates == null ? ComputeRates.UNKNOWN : rates.perHour(claim);
    if (price != ComputeRates.UNKNOWN) {
      orphanedPrice.put(labels, BigDecimal.valueOf(price, PICO_DIGITS).doubleValue());
    }
  }

  private static void put(Column<ClaimLabels> column, ClaimLabels labels, long amount) {
    if (amount >= 0) {
      column.put(labels, (double) amount);
    }
  }

  private static ClaimLabels labels(ClaimView claim, AgentLabels owner) {
    return new ClaimLabels(
        owner.tenant(),
        owner.agent(),
        owner.role(),
        claim.namespace(),
        claim.name(),
        claim.storageClass());
  }

  private static InfoLabels infoOf(
      ClaimLabels labels, ClaimView claim, SetClaims.@Nullable Place place) {
    return new InfoLabels(
        labels.tenant(),
        labels.agent(),
        labels.role(),
        labels.namespace(),
        labels.claim(),
        labels.storageClass(),
        place == null ? "" : place.setName(),
        place == null ? "" : place.ordinalText(),
        claim.accessModes().stream().sorted().collect(Collectors.joining(",")),
        claim.block() ? "Block" : "Filesystem");
  }

  private static OrphanLabels orphanOf(ClaimLabels labels, Orphans.Reason reason) {
    return new OrphanLabels(
        labels.tenant(),
        labels.agent(),
        labels.role(),
        labels.namespace(),
        labels.claim(),
        labels.storageClass(),
        reason.text());
  }
}
