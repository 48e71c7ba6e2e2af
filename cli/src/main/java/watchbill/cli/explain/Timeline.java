package watchbill.cli.explain;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentActivity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.Evidence;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.PicoUsd;
import watchbill.core.money.SpendStanding;

/// One agent's newest entries, and where it stands. Written by the thread that owns the agent,
/// under its own monitor, so that others may look.
final class Timeline {
  private final AgentKey agent;
  private final boolean remembered;
  private final Ring ring = new Ring();
  private final Calls calls = new Calls(ring);
  private final Bills bills = new Bills();
  private @Nullable Burn burn;
  private long firstHeardMillis;
  private String role = "";
  private String parent = "";
  private @Nullable AgentActivity activity;
  private long activitySinceMillis;
  private boolean activityRemembered;
  private @Nullable Charge charge;
  private Signal.@Nullable IncidentBegan incident;
  private long progressAtMillis;
  private long tokensSinceProgress;
  private long picoUsdSinceProgress;
  private SpendStanding standing = SpendStanding.NONE;

  /// @param remembered whether the agent was known before this process began
  Timeline(AgentKey agent, boolean remembered) {
    this.agent = agent;
    this.remembered = remembered;
  }

  Ring ring() {
    return ring;
  }

  /// Takes what the agent did.
  void did(AgentEvent event, long heardAtMillis) {
    if (firstHeardMillis == 0) {
      firstHeardMillis = heardAtMillis;
    }
    switch (event) {
      case AgentEvent.ToolStarted started -> calls.started(started, heardAtMillis);
      case AgentEvent.ToolFinished finished -> calls.finished(finished, heardAtMillis);
      case AgentEvent.ModelAnswered _, AgentEvent.Heartbeat _ -> {
        // Answers come as what they cost; heartbeats are too many.
      }
      case AgentEvent.TaskFinished finished -> {
        if (!isTold(finished, heardAtMillis)) {
          ring.add(new Entry.Told(heardAtMillis, event, 1, heardAtMillis));
        }
      }
      case AgentEvent.ModelFailed _, AgentEvent.Waiting _ -> again(event, heardAtMillis);
      case AgentEvent.SessionStarted _, AgentEvent.TaskStarted _ -> {
        calls.begun();
        ring.add(new Entry.Told(heardAtMillis, event, 1, heardAtMillis));
      }
      case AgentEvent.SessionEnded _,
          AgentEvent.TaskProgressed _,
          AgentEvent.Resumed _,
          AgentEvent.ContextReduced _,
          AgentEvent.Checkpointed _ ->
          ring.add(new Entry.Told(heardAtMillis, event, 1, heardAtMillis));
    }
  }

  /// Takes what the cluster did; a fact that is told again is one fact.
  void underwent(ClusterFact fact) {
    if (fact instanceof ClusterFact.PodUnready) {
      return; // Told again and again; what matters of it is a verdict or PodReady.
    }
    for (int i = 0; i < ring.size(); i++) {
      if (ring.back(i) instanceof Entry.Fact known && known.fact().equals(fact)) {
        return;
      }
    }
    if (fact instanceof ClusterFact.ContainerEnded) {
      calls.containerEnded(fact.atMillis());
    }
    ring.add(new Entry.Fact(fact));
  }

  /// Takes what the history means.
  ///
  /// @param live whether it is news; otherwise it is what was known before this process began
  /// @param room whether there is room for what another model needs
  /// @return how much memory the agent takes besides its entries that it did not take before
  long take(Signal signal, boolean live, boolean room) {
    switch (signal) {
      case Signal.TokensConsumed spent -> {
        return spent(spent, live, room);
      }
      case Signal.SpendChanged changed -> standing = changed.standing();
      case Signal.RoleLearned learned -> role = learned.role();
      case Signal.ParentLearned learned -> parent = learned.parent();
      case Signal.ProgressMade made -> {
        progressAtMillis = made.atMillis();
        tokensSinceProgress = 0;
        picoUsdSinceProgress = 0;
      }
      case Signal.ActivityChanged changed -> turnedTo(changed, live);
      case Signal.CallsInFlight inFlight ->
          calls.inFlightFrom(
              inFlight.sinceMillis() == 0 ? inFlight.atMillis() : inFlight.sinceMillis());
      case Signal.AgentStuck stuck -> {
        charged(Charge.of(stuck, !live), stuck.progressAtMillis(), live);
        means(signal, live);
      }
      case Signal.AgentSuspect suspect -> {
        charged(Charge.of(suspect, !live), suspect.progressAtMillis(), live);
        means(signal, live);
      }
      case Signal.AgentFreed _ -> {
        charge = null;
        means(signal, live);
      }
      case Signal.IncidentBegan began -> {
        incident = began;
        means(signal, live);
      }
      case Signal.IncidentEnded _ -> {
        incident = null;
        means(signal, live);
      }
      case Signal.TaskSpent _,
          Signal.TelemetryGap _,
          Signal.TasksInterrupted _,
          Signal.Recovered _,
          Signal.GovernorMissed _,
          Signal.TasksBounced _,
          Signal.TasksDuplicated _,
          Signal.DeadlinesMissed _ ->
          means(signal, live);
      case Signal.TaskCosts _,
          Signal.SessionTokens _,
          Signal.LoadReported _,
          Signal.LoadUnknown _,
          Signal.ToolCallsEnded _,
          Signal.TasksEnded _,
          Signal.RuleFired _,
          Signal.HumanWaits _,
          Signal.ContextsReduced _,
          Signal.TaskDurations _ -> {
        // Totals, of what stands here as entries.
      }
    }
    return 0;
  }

  /// How it stands.
  ///
  /// @param keptSinceMillis from when on this process has heard everything of agents that were
  ///   known before; 0 for always
  Picture picture(long keptSinceMillis) {
    List<Entry> entries = ring.entries();
    long since = remembered && keptSinceMillis > 0 ? keptSinceMillis : firstHeardMillis;
    since = Math.max(since, ring.droppedUntilMillis());
    entries.sort(BY_TIME);
    return new Picture(
        agent,
        role,
        parent,
        activity,
        activitySinceMillis,
        activityRemembered,
        charge,
        incident,
        progressAtMillis,
        tokensSinceProgress,
        picoUsdSinceProgress,
        standing,
        since,
        ring.dropped(),
        calls.inFlightFromMillis(),
        entries);
  }

  /// How it stands, in short.
  Standing standing(long nowMillis) {
    return new Standing(
        agent,
        role,
        activity,
        activitySinceMillis,
        activityRemembered,
        charge,
        standing.day(),
        burn == null ? 0 : burn.spent(nowMillis));
  }

  /// The order on a timeline.
  static final Comparator<Entry> BY_TIME =
      Comparator.comparingLong(Entry::atMillis).thenComparingInt(Entry::rank);

  private void means(Signal signal, boolean live) {
    if (live) {
      ring.add(new Entry.Meant(signal));
    }
  }

  private void charged(Charge made, long progressMillis, boolean live) {
    charge = made;
    if (!live) {
      Evidence evidence = made.evidence();
      progressAtMillis = progressMillis;
      tokensSinceProgress = evidence.tokensSinceProgress();
      picoUsdSinceProgress = evidence.picoUsdSinceProgress();
    }
  }

  private void turnedTo(Signal.ActivityChanged changed, boolean live) {
    activity = changed.activity();
    activitySinceMillis = changed.atMillis();
    activityRemembered = !live;
    boolean accused = activity == AgentActivity.SUSPECT || activity == AgentActivity.STUCK;
    if (charge != null && !accused && !charge.stuck()) {
      charge = null;
      means(changed, live);
    }
    if (activity == AgentActivity.WORKING || activity == AgentActivity.IDLE) {
      calls.inFlightFrom(changed.atMillis());
    }
  }

  private long spent(Signal.TokensConsumed spent, boolean live, boolean room) {
    standing = spent.standing();
    if (!bills.has(spent.bill()) && !room) {
      return 0;
    }
    boolean isNew = !bills.has(spent.bill());
    boolean first = isNew && bills.isEmpty();
    Entry.Spent more = bills.take(spent);
    if (live) {
      tokensSinceProgress = Usage.sum(tokensSinceProgress, more.usage().total());
      picoUsdSinceProgress = PicoUsd.plus(picoUsdSinceProgress, more.picoUsd());
      burns(more);
      Entry newest = ring.size() == 0 ? null : ring.back(0);
      if (newest instanceof Entry.Spent before && Bills.sameModel(before, more)) {
        ring.replace(0, Bills.sum(before, more));
      } else {
        ring.add(more);
      }
    }
    return isNew ? Weights.MODEL + (first ? Burn.BYTES : 0) : 0;
  }

  private void burns(Entry.Spent more) {
    Burn kept = burn;
    if (kept == null) {
      kept = new Burn();
      burn = kept;
    }
    kept.add(more.untilMillis(), more.picoUsd());
  }

  /// Counts what is told again and again as one entry.
  private void again(AgentEvent event, long heardAtMillis) {
    Entry newest = ring.size() == 0 ? null : ring.back(0);
    if (newest instanceof Entry.Told told && isLike(told.event(), event)) {
      ring.replace(
          0, new Entry.Told(told.atMillis(), told.event(), told.times() + 1, heardAtMillis));
    } else {
      ring.add(new Entry.Told(heardAtMillis, event, 1, heardAtMillis));
    }
  }

  private static boolean isLike(AgentEvent one, AgentEvent other) {
    if (one instanceof AgentEvent.ModelFailed a && other instanceof AgentEvent.ModelFailed b) {
      return a.model().equals(b.model()) && a.errorType().equals(b.errorType());
    }
    return one instanceof AgentEvent.Waiting a
        && other instanceof AgentEvent.Waiting b
        && a.party() == b.party();
  }

  /// Whether the end of the task stands here already, with what it cost.
  private boolean isTold(AgentEvent.TaskFinished finished, long heardAtMillis) {
    for (int i = 0; i < ring.size() && ring.back(i).atMillis() == heardAtMillis; i++) {
      if (ring.back(i) instanceof Entry.Meant meant
          && meant.signal() instanceof Signal.TaskSpent spent
          && spent.task().equals(finished.task())) {
        return true;
      }
    }
    return false;
  }
}
