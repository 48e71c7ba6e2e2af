package watchbill.simulator.scorecard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import watchbill.core.time.Deadlines;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.scorecard.PlantedStories.Heard;
import watchbill.simulator.story.Finding;
import watchbill.simulator.story.TroubleKind;

/// Compares what was said of one fleet with what happened in it.
final class Marking {
  /// Agents of a tenant that wait for a provider are an incident when they are at least so many,
  private static final int INCIDENT_AGENTS = 5;

  /// and so many in a hundred of the tenant's,
  private static final int INCIDENT_PERCENT = 30;

  /// and have waited for so long.
  private static final long INCIDENT_MILLIS = 120_000;

  private final int agentsOfATenant;
  private final long endMillis;
  private final PlantedStories stories;
  private final Faults faults;
  private final Scores scores = new Scores();
  private final Map<Heard, Saying> answers = new HashMap<>();
  private final Map<String, List<Heard>> providerWaits = new TreeMap<>();
  private final Map<String, Saying> incidents = new HashMap<>();

  private Marking(FleetPlan plan, Faults faults, PlantedStories stories) {
    this.agentsOfATenant = Math.ceilDiv(plan.agents(), plan.tenants());
    this.endMillis = plan.start().plus(plan.length()).toEpochMilli();
    this.stories = stories;
    this.faults = faults;
    for (Heard heard : stories.all()) {
      if (heard.story.kind() == TroubleKind.PROVIDER_OUTAGE) {
        providerWaits
            .computeIfAbsent(heard.story.agent().tenant(), _ -> new ArrayList<>())
            .add(heard);
      }
    }
  }

  /// How well `sayings`, in the order in which they were said, tell the stories of a fleet that was
  /// played to its end.
  static Scores mark(FleetPlan plan, Faults faults, PlantedStories stories, List<Saying> sayings) {
    Marking marking = new Marking(plan, faults, stories);
    sayings.forEach(marking::mark);
    stories.all().forEach(marking::count);
    marking.providerWaits.forEach(marking::countIncident);
    return marking.scores;
  }

  private void mark(Saying saying) {
    switch (saying.finding()) {
      case STUCK -> accusation(saying);
      case INCIDENT -> incident(saying);
      // Nobody is called because of a suspicion, so none is false.
      case SUSPECT -> {
        boolean _ = answer(saying);
      }
      case DEADLINE_MISSED, DONE_TWICE -> {
        if (!answer(saying)) {
          falseElsewhere(saying);
        }
      }
      case TELEMETRY_GAP -> {
        // A provider's outage and a dead container are silent too.
        if (!answer(saying) && explanation(saying) == null && !isCutOff(saying.datedMillis())) {
          falseElsewhere(saying);
        }
      }
      case NOTHING -> throw new IllegalArgumentException("want a saying, have " + saying);
    }
  }

  private void accusation(Saying saying) {
    if (answer(saying)) {
      return;
    }
    Heard explanation = explanation(saying);
    if (explanation == null) {
      falseElsewhere(saying);
      return;
    }
    TroubleKind kind = explanation.story.kind();
    if (saying.cause() == null || !kind.excuses(saying.cause()) || isIncident(explanation)) {
      scores.of(kind).accused();
      scores.note("false in " + kind, saying.text() + " in " + explanation.story);
    }
  }

  private void incident(Saying saying) {
    String tenant = saying.agent().tenant();
    boolean explained =
        saying.silence()
            ? isCutOff(saying.datedMillis())
            : providerWaits.getOrDefault(tenant, List.of()).stream()
                .anyMatch(heard -> heard.explains(saying));
    if (!explained) {
      falseElsewhere(saying);
    } else if (!saying.silence()) {
      incidents.putIfAbsent(tenant, saying);
    }
  }

  /// Takes the saying as the answer to a story that asks for it; false when there is none.
  private boolean answer(Saying saying) {
    for (Heard heard : stories.of(saying.agent())) {
      if (heard.story.kind().finding() == saying.finding() && heard.explains(saying)) {
        answers.putIfAbsent(heard, saying);
        return true;
      }
    }
    return false;
  }

  /// A story of the agent that happened then, whatever it asks for.
  private @Nullable Heard explanation(Saying saying) {
    for (Heard heard : stories.of(saying.agent())) {
      if (heard.explains(saying)) {
        return heard;
      }
    }
    return null;
  }

  private boolean isCutOff(long atMillis) {
    return faults.outages().stream()
        .anyMatch(outage ->
            !outage.isKnown()
                && atMillis >= outage.fromMillis()
                && atMillis <= outage.excusedUntilMillis());
  }

  private void falseElsewhere(Saying saying) {
    scores.accusedElsewhere();
    scores.note("false elsewhere", saying.text());
  }

  private void count(Heard heard) {
    TroubleKind kind = heard.story.kind();
    if (kind.finding() == Finding.INCIDENT) {
      return;
    }
    long due = heard.dueMillis(faults);
    boolean isDue =
        due != Long.MAX_VALUE
            && due + Deadlines.TICK_MILLIS <= Math.min(heard.endHeardMillis, endMillis);
    scores.of(kind).planted(isDue);
    Saying saying = answers.get(heard);
    if (isDue && saying != null) {
      boolean right = saying.cause() == null || kind.excuses(saying.cause());
      scores.of(kind).found(saying.toldMillis() - due, right);
      if (!right || saying.toldMillis() - due > Deadlines.TICK_MILLIS) {
        scores.note("late or for another cause, " + kind, saying.text() + " for " + heard.story);
      }
    } else if (isDue) {
      scores.note("missed " + kind, heard.story.toString());
    }
  }

  private void countIncident(String tenant, List<Heard> waits) {
    Score score = scores.of(TroubleKind.PROVIDER_OUTAGE);
    long due = incidentDue(waits);
    boolean isDue = due <= endMillis && due <= lastMillis(waits);
    score.planted(isDue);
    Saying saying = incidents.get(tenant);
    if (isDue && saying != null) {
      score.found(saying.toldMillis() - due, true);
    } else if (isDue) {
      scores.note("missed " + TroubleKind.PROVIDER_OUTAGE, "tenant " + tenant);
    }
  }

  private boolean isIncident(Heard wait) {
    List<Heard> waits = providerWaits.getOrDefault(wait.story.agent().tenant(), List.of());
    return wait.story.kind() == TroubleKind.PROVIDER_OUTAGE
        && incidentDue(waits) <= lastMillis(waits);
  }

  /// From when on so many of the tenant's agents have waited for so long.
  private long incidentDue(List<Heard> waits) {
    int enough = Math.max(INCIDENT_AGENTS, Math.ceilDiv(INCIDENT_PERCENT * agentsOfATenant, 100));
    if (waits.size() < enough) {
      return Long.MAX_VALUE;
    }
    long[] begins = waits.stream().mapToLong(wait -> wait.knownMillis).sorted().toArray();
    return faults.after(begins[enough - 1], INCIDENT_MILLIS);
  }

  private static long lastMillis(List<Heard> waits) {
    return waits.stream().mapToLong(wait -> wait.endHeardMillis).max().orElse(0);
  }
}
