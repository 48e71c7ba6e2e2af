package watchbill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentKey;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;

/// A random history of a few agents of two tenants: sessions, tasks, tools, and answers of three
/// models, one of which has no price and one of which becomes dearer on the way.
final class BillHistory {
  private static final long START = 1_770_000_000_000L;
  private static final long STEP = 7_000;
  private static final int STEPS = 120;

  /// What the models cost.
  static final PriceBook PRICES =
      PriceBook.of(
          List.of(
              row("opus", 0, new Price(5_000_000, 25_000_000, 500_000, 6_250_000, 10_000_000, 7)),
              row("haiku", 0, new Price(1_000_000, 5_000_000, 100_000, 1_250_000, 2_000_000)),
              row(
                  "haiku",
                  START + STEP * STEPS / 2,
                  new Price(1_100_001, 5_500_003, 110_007, 1_375_011, 2_200_013))));

  private final SplittableRandom random;
  private final List<Activity> told = new ArrayList<>();
  private long nowMillis = START;
  private boolean inPieces;

  BillHistory(long seed) {
    random = new SplittableRandom(seed);
  }

  /// The history with answers that are told in pieces, between which other things happen.
  List<Activity> inPieces() {
    inPieces = true;
    return whole();
  }

  /// The history with answers that are told once.
  List<Activity> whole() {
    for (int step = 0; step < STEPS; step++) {
      nowMillis += random.nextLong(STEP);
      AgentKey agent = new AgentKey("tenant-" + random.nextInt(2), "agent-" + random.nextInt(3));
      happens(agent, step);
    }
    return told;
  }

  /// The same events, heard one after the other in this order.
  static List<Activity> heardInOrder(List<Activity> events) {
    List<Activity> heard = new ArrayList<>();
    long at = 0;
    for (Activity activity : events) {
      at = Math.max(at, activity.event().atMillis());
      heard.add(new Activity(activity.agent(), activity.id(), at, activity.event()));
    }
    return heard;
  }

  /// The answer with another usage.
  static ModelAnswered with(ModelAnswered answer, Usage usage) {
    return new ModelAnswered(
        answer.atMillis(),
        answer.provider(),
        answer.model(),
        answer.response(),
        answer.serviceTier(),
        usage,
        answer.session(),
        answer.task(),
        answer.compaction());
  }

  private void happens(AgentKey agent, int step) {
    String session = agent.agent() + "-session";
    String task = "task-" + random.nextInt(6);
    switch (random.nextInt(10)) {
      case 0 ->
          tell(
              agent,
              new AgentEvent.SessionStarted(
                  nowMillis, session, "", "", "", "", "", "agent-" + random.nextInt(3)));
      case 1, 2 -> tell(agent, new AgentEvent.TaskStarted(nowMillis, task, "kind"));
      case 3 -> tell(agent, new AgentEvent.TaskFinished(nowMillis, task, TaskOutcome.COMPLETED));
      case 4 ->
          tell(
              agent,
              new AgentEvent.ToolFinished(
                  nowMillis, "call-" + step, "Bash", "same", "same", ToolOutcome.OK, ""));
      default -> answer(agent, session, random.nextInt(4) == 0 ? task : "", step);
    }
  }

  private void answer(AgentKey agent, String session, String task, int step) {
    String model = List.of("opus", "haiku", "unheard-of").get(random.nextInt(3));
    ModelAnswered answer =
        new ModelAnswered(
            nowMillis,
            "anthropic",
            model,
            agent.agent() + "-response-" + step,
            "",
            usage(),
            session,
            task,
            random.nextInt(12) == 0);
    tell(agent, answer);
    for (int pieces = inPieces ? random.nextInt(3) : 0; pieces > 0; pieces--) {
      nowMillis += random.nextLong(STEP);
      tell(
          agent,
          new ModelAnswered(
              nowMillis,
              answer.provider(),
              model,
              answer.response(),
              "",
              answer.usage().max(usage()),
              session,
              task,
              answer.compaction()));
    }
  }

  private Usage usage() {
    return new Usage(
        random.nextLong(4_000),
        random.nextLong(900),
        random.nextLong(150_000),
        random.nextLong(5_000),
        random.nextLong(5_000),
        random.nextInt(2));
  }

  private void tell(AgentKey agent, AgentEvent event) {
    told.add(new Activity(agent, "event-" + told.size(), event.atMillis(), event));
  }

  private static PriceRow row(String model, long from, Price price) {
    return new PriceRow("anthropic", model, from, price);
  }
}
