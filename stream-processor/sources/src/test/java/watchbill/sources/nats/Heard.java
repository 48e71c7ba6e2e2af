package watchbill.sources.nats;

import java.util.ArrayList;
import java.util.List;
import watchbill.connectors.nats.Regression;
import watchbill.connectors.nats.StreamPosition;
import watchbill.core.Activity;
import watchbill.core.ClusterFact;
import watchbill.core.port.ActivityIntake;

/// Everything that a source said, in order, as lines of text.
final class Heard implements ActivityIntake, Progress, DeadLetters {
  final List<String> lines = new ArrayList<>();
  final List<Activity> activities = new ArrayList<>();
  private StreamPosition position = StreamPosition.beginningOf("AGENTS");
  private long lost;

  StreamPosition position() {
    return position;
  }

  @Override
  public void hear(Activity activity) {
    activities.add(activity);
    lines.add(
        activity.agent()
            + " "
            + activity.event().getClass().getSimpleName()
            + " heard "
            + activity.heardAtMillis());
  }

  @Override
  public void hear(ClusterFact fact, long heardAtMillis) {
    throw new AssertionError("an activity source brings no facts, and brought " + fact);
  }

  @Override
  public void passed(StreamPosition passed) {
    position = passed;
    lines.add("passed " + passed.sequence() + " at " + passed.storedAtMillis());
  }

  @Override
  public void caughtUp(long atMillis) {
    lines.add("caught up at " + atMillis);
  }

  @Override
  public void down(String why) {
    lines.add("down: " + why);
  }

  @Override
  public void up() {
    lines.add("up");
  }

  @Override
  public void regressed(Regression how, String why, StreamPosition from) {
    position = from;
    lines.add("regressed " + how + ": " + why + ", from " + from.sequence());
  }

  @Override
  public void park(DeadLetter letter) {
    lost++;
    lines.add(
        "parked "
            + letter.stream()
            + " "
            + letter.message().sequence()
            + " of "
            + letter.agent()
            + ": "
            + letter.why().reason());
  }

  @Override
  public long kept() {
    return 0;
  }

  @Override
  public long lost() {
    return lost;
  }
}
