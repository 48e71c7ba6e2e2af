package watchbill.simulator;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import watchbill.simulator.story.ProviderOutage;
import watchbill.simulator.story.Scene;
import watchbill.simulator.story.Setting;
import watchbill.simulator.story.SimulatedItem;
import watchbill.simulator.story.SimulatedItem.AgentSpoke;
import watchbill.simulator.story.TroubleKind;

/// A planned fleet being played: its items in the order of time. It reads no clock; each agent is
/// written only as far ahead as its next scene. Owned by one thread.
public final class Simulation implements Iterator<SimulatedItem> {
  private final FleetPlan plan;
  private final PriorityQueue<AgentRun> runs = new PriorityQueue<>();
  private final Redeliveries redeliveries;
  private final Truth truth = new Truth();
  private final SimulatedPods pods = new SimulatedPods();

  /// Begins to play; nothing has happened yet.
  public Simulation(FleetPlan plan) {
    this.plan = plan;
    this.redeliveries = new Redeliveries(plan);
    Cast cast = new Cast(plan);
    Setting setting = setting(plan);
    SplittableRandom seeds = new SplittableRandom(plan.seed());
    for (int number = 0; number < plan.agents(); number++) {
      SplittableRandom random = seeds.split();
      long from = random.nextLong(plan.pace().longest().toMillis());
      Scene scene = new Scene(cast.persona(number), setting, random, from);
      runs.add(new AgentRun(number, cast.story(number, random), scene));
    }
  }

  /// Whether anything more happens within the plan's length.
  @Override
  public boolean hasNext() {
    return nextMillis() < plan.length().toMillis();
  }

  /// What happens next.
  @Override
  public SimulatedItem next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the fleet was played to its end");
    }
    SimulatedItem item = take();
    truth.learn(item);
    pods.learn(item);
    return item;
  }

  /// When the next item can be heard, in milliseconds after the fleet's start.
  public long nextMillis() {
    return Math.min(runs.element().next().afterMillis(), redeliveries.nextMillis());
  }

  /// What is true of all that was played so far; it grows as the simulation is played on.
  public Truth truth() {
    return truth;
  }

  /// The fleet's pods as they are now; they change as the simulation is played on.
  public SimulatedPods pods() {
    return pods;
  }

  private SimulatedItem take() {
    if (redeliveries.nextMillis() < runs.element().next().afterMillis()) {
      AgentSpoke again = redeliveries.take();
      if (again != null) {
        return again;
      }
    }
    AgentRun run = runs.remove();
    SimulatedItem item = run.take();
    runs.add(run);
    if (item instanceof AgentSpoke spoken) {
      redeliveries.consider(spoken);
    }
    return item;
  }

  private static Setting setting(FleetPlan plan) {
    ProviderOutage outage =
        plan.troubles().contains(TroubleKind.PROVIDER_OUTAGE)
            ? new ProviderOutage(
                "anthropic", plan.pace().firstOutage(), plan.pace().trouble(), plan.pace().again())
            : null;
    return new Setting(plan.start().toEpochMilli(), plan.pace(), outage, plan.duplicates());
  }
}
