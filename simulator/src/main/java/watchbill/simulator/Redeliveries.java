package watchbill.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import watchbill.core.Activity;
import watchbill.simulator.story.SimulatedItem.AgentSpoke;

/// Events that will be delivered a second time: the same activity, heard later.
final class Redeliveries {
  /// How late a redelivery is at most, in a fleet that lives at the pace of the field.
  private static final long LONGEST_MILLIS = 10_000;

  private final int perMille;
  private final SplittableRandom random;
  private final long longestMillis;
  private final PriorityQueue<Again> waiting =
      new PriorityQueue<>(
          Comparator.comparingLong((Again again) -> again.item.afterMillis())
              .thenComparingLong(Again::order));
  private long drawn;

  Redeliveries(FleetPlan plan) {
    this.perMille = plan.duplicates().redeliveredPerMille();
    this.random = new SplittableRandom(~plan.seed());
    this.longestMillis = plan.pace().ordinaryMillis(LONGEST_MILLIS);
  }

  /// Decides whether this event will come again.
  void consider(AgentSpoke first) {
    if (random.nextInt(1000) >= perMille) {
      return;
    }
    long late = random.nextLong(1, longestMillis + 1);
    Activity activity = first.activity();
    AgentSpoke again =
        new AgentSpoke(
            first.afterMillis() + late,
            new Activity(
                activity.agent(),
                activity.id(),
                activity.heardAtMillis() + late,
                activity.event()));
    drawn++;
    waiting.add(new Again(again, drawn));
  }

  /// When the next one comes; a time beyond all others when none is waiting.
  long nextMillis() {
    Again first = waiting.peek();
    return first == null ? Long.MAX_VALUE : first.item.afterMillis();
  }

  /// The next one, or null.
  @Nullable AgentSpoke take() {
    Again first = waiting.poll();
    return first == null ? null : first.item;
  }

  private record Again(AgentSpoke item, long order) {}
}
