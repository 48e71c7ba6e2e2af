package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.AGENT;
import static watchbill.metrics.catalogue.Label.CLAIM;
import static watchbill.metrics.catalogue.Label.NAMESPACE;
import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.VolumeFamilies.AVAILABLE;
import static watchbill.metrics.catalogue.VolumeFamilies.CAPACITY;
import static watchbill.metrics.catalogue.VolumeFamilies.INODES;
import static watchbill.metrics.catalogue.VolumeFamilies.INODES_USED;
import static watchbill.metrics.catalogue.VolumeFamilies.ORPHANED_SINCE;
import static watchbill.metrics.catalogue.VolumeFamilies.TIME_TO_FULL;
import static watchbill.metrics.catalogue.VolumeFamilies.USED;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.Gauge;
import watchbill.metrics.catalogue.VolumeFamilies.ClaimLabels;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;

/// Alerts about the volumes of agents. The limits are those of kubernetes-mixin's
/// `KubePersistentVolumeFillingUp` and `KubePersistentVolumeInodesFillingUp`.
public final class VolumeAlerts {
  private static final double LITTLE = 0.03;
  private static final double FILLING = 0.15;

  /// In seconds.
  private static final double FOUR_DAYS = 4 * 86_400;

  private static final ClaimLabels WORK = claim("work-coder-0");
  private static final ClaimLabels CACHE = claim("cache-coder-0");
  private static final ClaimLabels EMPTY = claim("empty-coder-0");
  private static final ClaimLabels LATER =
      new ClaimLabels("acme", "tester-0", "tester", "tests", "work-tester-0", "fast");
  private static final Map<String, String> WORK_FIRED = fired("work-coder-0");
  private static final Map<String, String> CACHE_FIRED = fired("cache-coder-0");

  /// An agent can hardly write any more, for want of bytes or of inodes. Where a driver says that
  /// nothing is used and nothing available, it does not know.
  public static final Alert<ClaimLabels> FULL =
      new Alert<>(
          "AgentVolumeFull",
          share(AVAILABLE, CAPACITY)
              .below(LITTLE)
              .and(each(USED).above(0), sameClaim())
              .or(share(INODES_USED, INODES).above(1 - LITTLE)),
          Duration.ofMinutes(5),
          Severity.PAGE,
          Owner.TENANT,
          View.VOLUMES,
          "Volume {{ $labels.namespace }}/{{ $labels.claim }} of agent {{ $labels.agent }} is"
              + " full.",
          List.of(
              Example.when("a volume fills up, and is cleaned; of another nothing is known")
                  .with(AVAILABLE, WORK, "3000x9 2999x19 50000x10")
                  .with(CAPACITY, WORK, "100000x39")
                  .with(USED, WORK, "1x39")
                  .with(AVAILABLE, EMPTY, "0x39")
                  .with(CAPACITY, EMPTY, "100000x39")
                  .with(USED, EMPTY, "0x39")
                  .quietAt(14)
                  .firesAt(15, WORK_FIRED)
                  .quietAt(30),
              Example.when("a volume runs out of inodes, and is cleaned")
                  .with(INODES_USED, CACHE, "97000x9 97001x19 97000x20")
                  .with(INODES, CACHE, "100000x60")
                  .quietAt(14)
                  .firesAt(15, CACHE_FIRED)
                  .quietAt(30)));

  /// Growing as it did in the last hours, the volume is full within four days.
  public static final Alert<ClaimLabels> FILLS =
      new Alert<>(
          "AgentVolumeFilling",
          share(AVAILABLE, CAPACITY)
              .below(FILLING)
              .and(each(TIME_TO_FULL).below(FOUR_DAYS), sameClaim()),
          Duration.ofHours(1),
          Severity.TICKET,
          Owner.TENANT,
          View.VOLUMES,
          "Volume {{ $labels.namespace }}/{{ $labels.claim }} of agent {{ $labels.agent }} will be"
              + " full within four days.",
          List.of(
              Example.when("a volume grows, and is cleaned")
                  .with(AVAILABLE, WORK, "15000x9 14999x79 50000x20")
                  .with(CAPACITY, WORK, "100000x120")
                  .with(TIME_TO_FULL, WORK, "345599x120")
                  .with(AVAILABLE, CACHE, "14999x120")
                  .with(CAPACITY, CACHE, "100000x120")
                  .with(TIME_TO_FULL, CACHE, "345600x120")
                  .quietAt(69)
                  .firesAt(70, WORK_FIRED)
                  .quietAt(90),
              Example.when("a full cache does not grow")
                  .with(AVAILABLE, CACHE, "5000x120")
                  .with(CAPACITY, CACHE, "100000x120")
                  .quietAt(100)));

  /// Volumes of a namespace cost money, and nobody has used them for a day.
  public static final Alert<ClaimLabels> ORPHANED =
      new Alert<>(
          "AgentVolumeOrphaned",
          Query.age(ORPHANED_SINCE).by(TENANT, NAMESPACE).max().above(Duration.ofDays(1)),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.VOLUMES,
          "Volumes of {{ $labels.tenant }} in {{ $labels.namespace }} have been used by nobody for"
              + " more than a day.",
          List.of(
              Example.when("a set is made smaller, and its volume deleted after a day")
                  .with(ORPHANED_SINCE, WORK, "59x1450 stale")
                  .with(ORPHANED_SINCE, LATER, "60x1450 stale")
                  .quietAt(1440)
                  .firesAt(1441, Map.of("tenant", "acme", "namespace", "agents"))
                  .quietAt(1451)));

  static final AlertGroup GROUP = AlertGroup.of("watchbill-volumes", FULL, FILLS, ORPHANED);

  private VolumeAlerts() {}

  private static Query<ClaimLabels> share(Gauge<ClaimLabels> part, Gauge<ClaimLabels> whole) {
    return each(part).dividedBy(each(whole), sameClaim());
  }

  private static Query<ClaimLabels> each(Gauge<ClaimLabels> gauge) {
    return Query.of(gauge).by(TENANT, AGENT, ROLE, NAMESPACE, CLAIM).max();
  }

  private static Matching<ClaimLabels> sameClaim() {
    return Matching.on(TENANT, AGENT, ROLE, NAMESPACE, CLAIM);
  }

  private static ClaimLabels claim(String name) {
    return new ClaimLabels("acme", "coder-0", "coder", "agents", name, "fast");
  }

  private static Map<String, String> fired(String claim) {
    return Map.of(
        "tenant", "acme",
        "agent", "coder-0",
        "role", "coder",
        "namespace", "agents",
        "claim", claim);
  }
}
