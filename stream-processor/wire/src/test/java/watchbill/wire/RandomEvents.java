package watchbill.wire;

import java.util.Random;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.Checkpointed;
import watchbill.core.AgentEvent.ContextReduced;
import watchbill.core.AgentEvent.Heartbeat;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.ModelFailed;
import watchbill.core.AgentEvent.Resumed;
import watchbill.core.AgentEvent.SessionEnded;
import watchbill.core.AgentEvent.SessionStarted;
import watchbill.core.AgentEvent.TaskFinished;
import watchbill.core.AgentEvent.TaskProgressed;
import watchbill.core.AgentEvent.TaskStarted;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.AgentEvent.ToolStarted;
import watchbill.core.AgentEvent.Waiting;
import watchbill.core.ContextReduction;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.WaitingFor;

/// Any event that a reader takes, from a seed.
final class RandomEvents {
  private static final int[] CHARACTERS = {
    'a', 'Z', '0', '"', '\\', '/', '%', '{', '\n', '\t', 1, 0x7f, 0xe9, 0x20ac, 0x1f600, 0xfeff
  };

  private final Random random;

  RandomEvents(long seed) {
    random = new Random(seed);
  }

  AgentEvent next() {
    long at = Events.AT - random.nextLong(EventReader.MAX_BEHIND);
    return switch (random.nextInt(14)) {
      case 0 ->
          new SessionStarted(
              at, text(), text(), text(), text(), text(), text(), text(), random.nextBoolean());
      case 1 -> new SessionEnded(at, text(), text());
      case 2 -> new TaskStarted(at, text(), text(), deadline());
      case 3 -> new TaskProgressed(at, text(), text());
      case 4 -> new TaskFinished(at, text(), any(TaskOutcome.values()));
      case 5 -> new ToolStarted(at, name(), text(), text(), sketch());
      case 6 ->
          new ToolFinished(
              at, name(), text(), text(), text(), any(ToolOutcome.values()), text(), sketch());
      case 7 ->
          new ModelAnswered(
              at, text(), text(), text(), text(), usage(), text(), text(), random.nextBoolean());
      case 8 -> new ModelFailed(at, text(), text(), text());
      case 9 -> new Waiting(at, any(WaitingFor.values()));
      case 10 -> new Resumed(at, any(WaitingFor.values()));
      case 11 ->
          new Heartbeat(
              at,
              random.nextInt(-1, 9),
              random.nextInt(-1, Integer.MAX_VALUE),
              text(),
              random.nextLong(-1, DataFields.MAX_BYTES + 1));
      case 12 ->
          new ContextReduced(
              at, any(ContextReduction.values()), random.nextLong(-1, 9), random.nextLong(-1, 9));
      default -> new Checkpointed(at, text(), random.nextBoolean());
    };
  }

  /// An identifier that is not empty.
  String name() {
    return "c" + text();
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(4) == 0 ? 0 : random.nextInt(40); i > 0; i--) {
      out.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
    }
    return out.toString();
  }

  private long deadline() {
    return random.nextBoolean()
        ? 0
        : random.nextLong(EventReader.RECORDED_FROM, EventReader.RECORDED_TO);
  }

  private long sketch() {
    return random.nextInt(3) == 0 ? 0 : random.nextLong();
  }

  private Usage usage() {
    long half = DataFields.MAX_COUNT / 2;
    return new Usage(
        random.nextLong(DataFields.MAX_COUNT + 1),
        random.nextLong(half),
        random.nextInt(3),
        random.nextLong(half),
        random.nextLong(half),
        random.nextInt(4));
  }

  private <T> T any(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
