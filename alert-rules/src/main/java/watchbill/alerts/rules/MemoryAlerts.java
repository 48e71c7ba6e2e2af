package watchbill.alerts.rules;

import static watchbill.metrics.catalogue.Label.ROLE;
import static watchbill.metrics.catalogue.Label.TENANT;
import static watchbill.metrics.catalogue.PodLifeFamilies.CONTAINER_ENDS;
import static watchbill.metrics.catalogue.TaskFamilies.GOVERNOR_MISSED_KILLS;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import watchbill.alerts.Alert;
import watchbill.alerts.AlertGroup;
import watchbill.alerts.Example;
import watchbill.alerts.Owner;
import watchbill.alerts.Severity;
import watchbill.alerts.View;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Label;
import watchbill.metrics.catalogue.PodLifeFamilies.EndLabels;
import watchbill.metrics.catalogue.UsageFamilies;
import watchbill.metrics.catalogue.UsageFamilies.AgainstLabels;
import watchbill.metrics.catalogue.UsageFamilies.PercentileLabels;
import watchbill.metrics.promql.Matcher;
import watchbill.metrics.promql.Matching;
import watchbill.metrics.promql.Query;
import watchbill.metrics.promql.Recorded;
import watchbill.metrics.promql.Windows;

/// Alerts about agents' memory, for all agents of a role together: they share their limit.
public final class MemoryAlerts {
  private static final Map<String, String> CODERS = Map.of("tenant", "acme", "role", "coder");
  private static final PercentileLabels NEARLY_ALL = ratio("memory", "limit", "p99");
  private static final AgainstLabels SAMPLES = samples("memory", "limit");

  static final Recorded<EndLabels> KILLED =
      new Recorded<>(
          "tenant_role:agent_container_memory_kills:sum",
          Query.total(CONTAINER_ENDS, Matcher.matches(Label.END, "oom_main|oom_child"))
              .by(TENANT, ROLE)
              .sumOnce());

  static final Recorded<AgentLabels> MISSED =
      new Recorded<>(
          "tenant_role:agent_governor_missed_kills:sum",
          Query.total(GOVERNOR_MISSED_KILLS).by(TENANT, ROLE).sumOnce());

  /// Containers of a role are killed for memory, and not once.
  public static final Alert<EndLabels> OUT_OF_MEMORY =
      new Alert<>(
          "AgentOutOfMemory",
          Query.growth(KILLED, Windows.HOUR).atLeast(3),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.PERFORMANCE,
          "Three or more containers of role {{ $labels.role }} of {{ $labels.tenant }} were killed"
              + " for memory within an hour.",
          List.of(
              Example.when("three agents of a role are killed within an hour")
                  .with(CONTAINER_ENDS, end("coder-0", "oom_main"), "0x9 1x200")
                  .with(CONTAINER_ENDS, end("coder-1", "oom_child"), "0x9 1x200")
                  .with(CONTAINER_ENDS, end("coder-2", "oom_main"), "0x64 1x200")
                  .quietAt(64)
                  .firesAt(65, CODERS)
                  .firesAt(69, CODERS)
                  .quietAt(70),
              Example.when("two are killed in an hour, hour after hour")
                  .with(CONTAINER_ENDS, end("coder-0", "oom_main"), "0x29 1x29 2x29 3x29 4x29")
                  .quietAt(89)
                  .quietAt(119),
              Example.when("containers end with an error")
                  .with(CONTAINER_ENDS, end("coder-0", "error"), "0x9 9x100")
                  .quietAt(10)));

  /// An agent that has a memory governor was killed for memory before its governor had done all it
  /// can: its limits lie too high, or it looks too seldom.
  public static final Alert<AgentLabels> GOVERNOR_MISSED =
      new Alert<>(
          "AgentGovernorMissedKill",
          Query.growth(MISSED, Windows.HOUR).atLeast(1),
          Duration.ZERO,
          Severity.TICKET,
          Owner.TENANT,
          View.PERFORMANCE,
          "Agents of role {{ $labels.role }} of {{ $labels.tenant }} were killed for memory before"
              + " their governor had archived.",
          List.of(
              Example.when("an agent is killed before its governor archives")
                  .with(GOVERNOR_MISSED_KILLS, new AgentLabels("acme", "coder-0", "coder"), "0x100")
                  .with(
                      GOVERNOR_MISSED_KILLS,
                      new AgentLabels("acme", "coder-1", "coder"),
                      "0x9 1x100")
                  .quietAt(9)
                  .firesAt(10, CODERS)
                  .firesAt(69, CODERS)
                  .quietAt(70),
              Example.when("an agent was killed long ago")
                  .with(GOVERNOR_MISSED_KILLS, new AgentLabels("acme", "coder-0", "coder"), "2x100")
                  .quietAt(30)));

  /// A role's pods use nearly all of the memory that they may, not for a moment only: one
  /// measurement in a hundred is above nine tenths of the limit.
  public static final Alert<PercentileLabels> NEAR_LIMIT =
      new Alert<>(
          "AgentMemoryNearLimit",
          Query.of(
                  UsageFamilies.RATIO,
                  Matcher.equal(Label.RESOURCE, "memory"),
                  Matcher.equal(Label.AGAINST, "limit"),
                  Matcher.equal(Label.PERCENTILE, "p99"))
              .by(TENANT, ROLE)
              .max()
              .above(0.9)
              .and(
                  Query.of(
                          UsageFamilies.SAMPLES,
                          Matcher.equal(Label.RESOURCE, "memory"),
                          Matcher.equal(Label.AGAINST, "limit"))
                      .by(TENANT, ROLE)
                      .max()
                      .atLeast(100),
                  Matching.on(TENANT, ROLE)),
          Duration.ofHours(1),
          Severity.TICKET,
          Owner.TENANT,
          View.PERFORMANCE,
          "Pods of role {{ $labels.role }} of {{ $labels.tenant }} use more than nine tenths of"
              + " their memory limit.",
          List.of(
              Example.when("contexts grow, and the limit is raised")
                  .with(UsageFamilies.RATIO, NEARLY_ALL, "0.9x9 0.91x79 0.7x20")
                  .with(UsageFamilies.SAMPLES, SAMPLES, "100x120")
                  .quietAt(69)
                  .firesAt(70, CODERS)
                  .firesAt(89, CODERS)
                  .quietAt(90),
              Example.when("pods stay at nine tenths")
                  .with(UsageFamilies.RATIO, NEARLY_ALL, "0.9x90")
                  .with(UsageFamilies.SAMPLES, SAMPLES, "1440x90")
                  .quietAt(90),
              Example.when("one measurement was large, of few")
                  .with(UsageFamilies.RATIO, NEARLY_ALL, "0.99x90")
                  .with(UsageFamilies.SAMPLES, SAMPLES, "99x90")
                  .with(UsageFamilies.SAMPLES, samples("memory", "request"), "1440x90")
                  .with(UsageFamilies.SAMPLES, samples("cpu", "limit"), "1440x90")
                  .quietAt(90),
              Example.when(
                      "pods use more than they asked for, all their CPU, and of the memory what"
                          + " they may at the median alone")
                  .with(UsageFamilies.RATIO, ratio("memory", "request", "p99"), "1.5x90")
                  .with(UsageFamilies.RATIO, ratio("cpu", "limit", "p99"), "1x90")
                  .with(UsageFamilies.RATIO, ratio("memory", "limit", "p50"), "1x90")
                  .with(UsageFamilies.SAMPLES, SAMPLES, "1440x90")
                  .quietAt(90)));

  static final AlertGroup GROUP =
      new AlertGroup(
          "watchbill-memory",
          List.of(KILLED, MISSED),
          List.of(OUT_OF_MEMORY, GOVERNOR_MISSED, NEAR_LIMIT));

  private MemoryAlerts() {}

  private static PercentileLabels ratio(String resource, String against, String percentile) {
    return new PercentileLabels("acme", "", "coder", resource, against, percentile);
  }

  private static AgainstLabels samples(String resource, String against) {
    return new AgainstLabels("acme", "", "coder", resource, against);
  }

  private static EndLabels end(String agent, String how) {
    return new EndLabels("acme", agent, "coder", how);
  }
}
