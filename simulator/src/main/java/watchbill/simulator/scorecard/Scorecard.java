package watchbill.simulator.scorecard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import watchbill.core.rules.FleetOptions;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;

/// What the core, and rules of thumb beside it, make of simulated fleets behind faults. A story for
/// which there is no rule is a story that is not found. Owned by one thread.
public final class Scorecard {
  /// Who is scored.
  public enum Scored {
    /// The core.
    WATCHBILL,
    /// An alert on no calls within ten minutes, held for ten.
    PROMQL_10M,
    /// An alert on no calls within one minute, held for ten.
    PROMQL_1M
  }

  private final FleetOptions options;
  private final Map<Scored, Scores> scores = new EnumMap<>(Scored.class);
  private int fleets;
  private long events;

  /// Nothing is scored yet.
  public Scorecard(FleetOptions options) {
    this.options = options;
    for (Scored scored : Scored.values()) {
      scores.put(scored, new Scores());
    }
  }

  /// Plays one fleet through these faults and adds how it was read.
  public void play(FleetPlan plan, Faults faults) {
    long start = plan.start().toEpochMilli();
    Simulation simulation = new Simulation(plan);
    PlantedStories stories = new PlantedStories();
    Delivery delivery = new Delivery(simulation, start, faults, stories);
    Map<Scored, List<Saying>> sayings = new EnumMap<>(Scored.class);
    for (Scored scored : Scored.values()) {
      sayings.put(scored, new ArrayList<>());
    }
    List<Saying> verdicts = sayings.getOrDefault(Scored.WATCHBILL, List.of());
    List<Control> controls =
        List.of(
            control(10, start, sayings.getOrDefault(Scored.PROMQL_10M, List.of())),
            control(1, start, sayings.getOrDefault(Scored.PROMQL_1M, List.of())));
    Watcher watcher =
        new Watcher(
            options,
            start,
            told -> {
              controls.forEach(control -> control.take(told));
              Saying saying = Saying.of(told.signal(), told.atMillis());
              if (saying != null) {
                verdicts.add(saying);
              }
            });
    while (delivery.hasNext()) {
      watcher.take(delivery.next());
    }
    long end = start + plan.length().toMillis();
    watcher.come(end);
    controls.forEach(control -> control.come(end));
    sayings.forEach((scored, said) -> of(scored).add(Marking.mark(plan, faults, stories, said)));
    fleets++;
    events += simulation.truth().events();
  }

  /// How this one did on all fleets so far.
  public Scores of(Scored scored) {
    return scores.getOrDefault(scored, new Scores());
  }

  /// How many fleets were played.
  public int fleets() {
    return fleets;
  }

  /// How many events they sent, those that came twice counted twice.
  public long events() {
    return events;
  }

  /// Takes what other fleets gave.
  public void add(Scorecard other) {
    other.scores.forEach((scored, theirs) -> of(scored).add(theirs));
    fleets += other.fleets;
    events += other.events;
  }

  private static Control control(int windowMinutes, long startMillis, List<Saying> sayings) {
    return new Control(
        Duration.ofMinutes(windowMinutes),
        startMillis,
        (agent, at) -> sayings.add(Saying.ofAlert(agent, at)));
  }
}
