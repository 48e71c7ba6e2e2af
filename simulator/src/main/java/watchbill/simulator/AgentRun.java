package watchbill.simulator;

import org.jspecify.annotations.Nullable;
import watchbill.simulator.story.Scene;
import watchbill.simulator.story.SimulatedItem;
import watchbill.simulator.story.Story;

/// One agent of a fleet that is being played: its story, written just far enough ahead to know what
/// happens next. Ordered by that item's time, then by the agent's number.
final class AgentRun implements Comparable<AgentRun> {
  private final int number;
  private final Story story;
  private final Scene scene;
  private SimulatedItem next;

  AgentRun(int number, Story story, Scene scene) {
    this.number = number;
    this.story = story;
    this.scene = scene;
    this.next = write();
  }

  /// What happens next; it stays until it is taken.
  SimulatedItem next() {
    return next;
  }

  /// Takes what happens next, and writes on.
  SimulatedItem take() {
    SimulatedItem taken = next;
    next = write();
    return taken;
  }

  private SimulatedItem write() {
    @Nullable SimulatedItem item = scene.poll();
    while (item == null) {
      story.play(scene);
      item = scene.poll();
    }
    return item;
  }

  @Override
  public int compareTo(AgentRun other) {
    int byTime = Long.compare(next.afterMillis(), other.next.afterMillis());
    return byTime != 0 ? byTime : Integer.compare(number, other.number);
  }
}
