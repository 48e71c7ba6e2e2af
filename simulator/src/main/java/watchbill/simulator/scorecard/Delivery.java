package watchbill.simulator.scorecard;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.SimulatedItem;

/// A simulation as it comes to a watcher through faults. Owned by one thread.
final class Delivery implements Iterator<Delivered> {
  private static final long LATEST_MILLIS = 5_000;

  private record Waiting(Delivered item, long order) {}

  private final Simulation simulation;
  private final long startMillis;
  private final Faults faults;
  private final WrongClocks clocks;
  private final SplittableRandom random;
  private final PlantedStories stories;
  private final Map<AgentKey, Integer> numbers = new HashMap<>();
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong((Waiting next) -> next.item.atMillis())
              .thenComparingLong(Waiting::order));
  private long order;

  /// @param startMillis when the fleet starts
  /// @param stories learns of each story, and of when what it consists of is heard
  Delivery(Simulation simulation, long startMillis, Faults faults, PlantedStories stories) {
    this.simulation = simulation;
    this.startMillis = startMillis;
    this.faults = faults;
    this.clocks = new WrongClocks(faults.seed(), faults.wrongClocksPerMille());
    this.random = new SplittableRandom(faults.seed() ^ 0x5DEECE66DL);
    this.stories = stories;
    for (Outage outage : faults.outages()) {
      if (outage.isKnown()) {
        add(new Delivered.SourceDown(outage.fromMillis()));
        add(new Delivered.SourceUp(outage.toMillis()));
      }
    }
  }

  @Override
  public boolean hasNext() {
    fill();
    return !waiting.isEmpty();
  }

  @Override
  public Delivered next() {
    fill();
    Waiting next = waiting.poll();
    if (next == null) {
      throw new NoSuchElementException("everything was delivered");
    }
    return next.item;
  }

  /// Plays on until nothing can happen any more before what waits.
  private void fill() {
    while (simulation.hasNext()
        && (waiting.isEmpty()
            || startMillis + simulation.nextMillis() <= waiting.element().item.atMillis())) {
      switch (simulation.next()) {
        case SimulatedItem.AgentSpoke spoken -> send(spoken.activity());
        case SimulatedItem.ClusterSpoke spoken -> {
          long at = startMillis + spoken.afterMillis();
          add(new Delivered.Learned(at, spoken.fact()));
          stories.heard(spoken.fact().agent(), at, at);
        }
        case SimulatedItem.TroubleBegan began -> stories.began(began.story());
        case SimulatedItem.TroubleEnded ended -> stories.ended(ended.story());
        case SimulatedItem.PodChanged _ -> {}
      }
    }
  }

  private void send(Activity activity) {
    int agent = numbers.computeIfAbsent(activity.agent(), _ -> numbers.size());
    boolean heartbeat = activity.event() instanceof AgentEvent.Heartbeat;
    long sentAt = activity.heardAtMillis();
    boolean late = random.nextInt(1000) < faults.latePerMille();
    long storedAt = sentAt + (late ? random.nextLong(1, LATEST_MILLIS) : 0);
    long heardAt = storedAt;
    for (Outage outage : faults.outages()) {
      if (outage.kind() == Outage.Kind.WATCHER_CUT_OFF) {
        heardAt = outage.isOn(heardAt) ? outage.toMillis() - 1 : heardAt;
      } else if (storedAt >= outage.fromMillis() && storedAt < outage.backMillis(agent)) {
        if (heartbeat) {
          return;
        }
        storedAt = outage.backMillis(agent);
        heardAt = storedAt;
      }
    }
    if (!heartbeat) {
      stories.heard(activity.agent(), sentAt, heardAt);
    }
    add(
        new Delivered.Heard(
            heardAt,
            new Activity(
                activity.agent(), activity.id(), storedAt, clocks.date(agent, activity.event()))));
  }

  private void add(Delivered item) {
    order++;
    waiting.add(new Waiting(item, order));
  }
}
