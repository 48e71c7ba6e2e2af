package watchbill.exporter.pods;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.kubernetes.ContainerKind;
import watchbill.connectors.kubernetes.ContainerView;
import watchbill.connectors.kubernetes.EndClass;
import watchbill.connectors.kubernetes.PodView;
import watchbill.connectors.kubernetes.Termination;
import watchbill.core.AgentIdentity;
import watchbill.metrics.catalogue.AgentLabels;
import watchbill.metrics.catalogue.Family;
import watchbill.metrics.catalogue.PodLifeFamilies;
import watchbill.metrics.catalogue.PodLifeFamilies.EndLabels;
import watchbill.metrics.catalogue.PodLifeFamilies.StepLabels;
import watchbill.metrics.catalogue.SpendFamilies.RoleLabels;
import watchbill.metrics.exposition.SeriesTable;
import watchbill.metrics.exposition.Table;

/// Totals of how pods begin and end, counted from two looks at a pod one after the other. What had
/// happened before the first look is counted only of pods that came after the first list: all else
/// was there before Watchbill, and would be counted again after each of its restarts.
///
/// For the watch's thread; scrapes write the tables beside it.
final class PodLives {
  private static final String UNSEEN = "unseen";

  private final LifeLabels labels;
  private final Durations<StepLabels> starts = new Durations<>(PodLifeFamilies.START);
  private final Durations<RoleLabels> drains = new Durations<>(PodLifeFamilies.DRAIN);
  private final SeriesTable<AgentLabels> graceKills =
      new SeriesTable<>(PodLifeFamilies.GRACE_KILLS);
  private final SeriesTable<EndLabels> ends = new SeriesTable<>(PodLifeFamilies.CONTAINER_ENDS);

  PodLives(AgentIdentity identity) {
    this.labels = new LifeLabels(identity);
  }

  /// The families of [#all].
  static List<Family<?>> families() {
    return List.of(
        PodLifeFamilies.START,
        PodLifeFamilies.DRAIN,
        PodLifeFamilies.GRACE_KILLS,
        PodLifeFamilies.CONTAINER_ENDS);
  }

  /// The tables, in the order in which they are scraped.
  List<Table> all() {
    return List.of(starts.table, drains.table, graceKills, ends);
  }

  /// A pod that was there before Watchbill looked. Its agent's totals begin at 0, so that a first
  /// increase is one.
  void meet(PodView pod) {
    AgentLabels agent = labels.agent(pod);
    graceKills.series(agent).add(0);
    for (EndClass end : EndClass.values()) {
      count(agent, ContainerRows.end(end), 0);
    }
    count(agent, UNSEEN, 0);
  }

  /// A pod as it is now.
  ///
  /// @param before the last look at it; null when it is new
  void look(@Nullable PodView before, PodView now) {
    if (before == null) {
      meet(now);
    }
    AgentLabels agent = labels.agent(now);
    for (ContainerView container : now.containers()) {
      countEnds(
          agent, before == null ? null : Containers.named(container.name(), before), container);
    }
    PodDeletion deletion = new PodDeletion(before, now);
    if (deletion.isNewGraceKill()) {
      graceKills.series(agent).add(1);
    }
    for (StartStep step : StartStep.values()) {
      long at = step.reachedAt(before, now);
      if (at >= 0 && now.createdAtMillis() >= 0) {
        RoleLabels role = labels.role(now, agent);
        String phase = step.name().toLowerCase(Locale.ROOT);
        starts.add(new StepLabels(role.tenant(), role.role(), phase), at - now.createdAtMillis());
      }
    }
  }

  /// A pod is gone.
  ///
  /// @param before the last look at it
  /// @param last as it was at its end
  void gone(PodView before, PodView last, long heardAtMillis) {
    look(before, last);
    PodDeletion deletion = new PodDeletion(before, last);
    if (deletion.wasAtWork()) {
      drains.add(labels.role(last, labels.agent(last)), heardAtMillis - deletion.askedAtMillis());
    }
  }

  private void countEnds(AgentLabels agent, @Nullable ContainerView was, ContainerView container) {
    Termination last = container.lastTermination();
    Termination lastBefore = was == null ? null : was.lastTermination();
    int more = Containers.ends(container) - (was == null ? 0 : Containers.ends(was));
    if (more < 0) { // the kubelet counts anew
      more = Containers.ends(container);
    }
    if (last != null && (lastBefore == null || !last.isOfSameRunAs(lastBefore))) {
      EndClass end = last.endClass();
      boolean done = container.kind() == ContainerKind.INIT && end == EndClass.COMPLETED;
      count(agent, ContainerRows.end(end), done ? 0 : 1);
      more--;
    }
    count(agent, UNSEEN, Math.max(0, more));
  }

  private void count(AgentLabels agent, String end, int more) {
    ends.series(new EndLabels(agent.tenant(), agent.agent(), agent.role(), end)).add(more);
  }
}
