package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.ContextReduction;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.WaitingFor;
import watchbill.core.port.SignalSink;

/// A random history of a small fleet, in the order in which it is heard, made to cross the
/// thresholds often.
final class History {
  static final long START = 1_770_000_000_000L;

  /// One thing that goes into a fleet.
  sealed interface Step {
    long atMillis();

    record Heard(Activity activity) implements Step {
      @Override
      public long atMillis() {
        return activity.heardAtMillis();
      }
    }

    record Fact(long atMillis, ClusterFact fact) implements Step {}

    record Unheard(long atMillis, long untilMillis) implements Step {}

    default void into(Fleet fleet, SignalSink out) {
      switch (this) {
        case Heard heard -> fleet.apply(heard.activity, out);
        case Fact fact -> fleet.apply(fact.fact, fact.atMillis, out);
        case Unheard unheard -> fleet.unheard(unheard.atMillis, unheard.untilMillis);
      }
    }
  }

  private final Random random;
  private final List<Step> steps = new ArrayList<>();
  private long at = START;

  private History(long seed) {
    random = new Random(seed);
  }

  static List<Step> random(long seed, int length) {
    History history = new History(seed);
    while (history.steps.size() < length) {
      history.step();
    }
    return history.steps;
  }

  private void step() {
    at += random.nextInt(4) == 0 ? random.nextInt(600_000) : random.nextInt(3_000);
    AgentKey agent = new AgentKey("t" + random.nextInt(2), "a" + random.nextInt(4));
    if (random.nextInt(40) == 0) {
      long until = at + random.nextInt(900_000);
      steps.add(new Step.Unheard(at, until));
      at = until;
    } else if (random.nextInt(12) == 0) {
      steps.add(new Step.Fact(at, fact(agent)));
    } else if (random.nextInt(60) == 0) {
      tellAgain();
    } else if (random.nextInt(60) == 0) {
      talk(agent);
    } else {
      String id = "e" + (random.nextInt(20) == 0 ? random.nextInt(50) : 1_000 + steps.size());
      steps.add(new Step.Heard(new Activity(agent, id, at, event())));
    }
  }

  /// The stream went back, or a watch began anew: what was told lately is told again, now.
  private void tellAgain() {
    int from = random.nextInt(Math.max(1, steps.size()));
    for (Step step : List.copyOf(steps.subList(Math.max(from, steps.size() - 30), steps.size()))) {
      switch (step) {
        case Step.Heard heard -> {
          Activity was = heard.activity();
          steps.add(new Step.Heard(new Activity(was.agent(), was.id(), at, was.event())));
        }
        case Step.Fact fact -> steps.add(new Step.Fact(at, fact.fact()));
        case Step.Unheard _ -> {}
      }
    }
  }

  /// Several answers and nothing else, all of them long or all of them empty.
  private void talk(AgentKey agent) {
    long output = random.nextBoolean() ? 9_000 : 0;
    for (int answers = 3 + random.nextInt(4); answers > 0; answers--) {
      at += random.nextInt(120_000);
      Usage usage = new Usage(tokens() + 1, output, 0, 0, 0, 0);
      AgentEvent answer =
          new AgentEvent.ModelAnswered(at, "anthropic", model(), "t" + steps.size(), "", usage);
      steps.add(new Step.Heard(new Activity(agent, "", at, answer)));
    }
  }

  private String tool() {
    return random.nextInt(20) == 0 ? "AskUserQuestion" : "Bash";
  }

  private ClusterFact fact(AgentKey agent) {
    String pod = "p" + random.nextInt(2);
    String container = random.nextInt(3) == 0 ? "proxy" : "agent";
    // News of the cluster come late, and not in the order in which they happened.
    long when = at - random.nextInt(30_000);
    return switch (random.nextInt(4)) {
      case 0 -> new ClusterFact.PodReady(agent, when, pod);
      case 1 -> new ClusterFact.CrashLooping(agent, when, pod, container);
      default ->
          new ClusterFact.ContainerEnded(
              agent, when, pod, container, any(ClusterFact.EndReason.class));
    };
  }

  /// Now and then one that somebody made up.
  private String model() {
    return "m" + (random.nextInt(4) == 0 ? random.nextInt(1_000) : random.nextInt(2));
  }

  private AgentEvent event() {
    // The agents' clocks are wrong by up to an hour.
    long when = at + random.nextInt(7_200_000) - 3_600_000;
    String call = "c" + random.nextInt(5);
    String task = "k" + random.nextInt(3);
    return switch (random.nextInt(17)) {
      case 0 ->
          new AgentEvent.SessionStarted(
              when, "s" + random.nextInt(2), "", "", "", "", "", "a0", random.nextInt(3) == 0);
      case 1 -> new AgentEvent.SessionEnded(when, "s" + random.nextInt(2), "done");
      case 2, 3 -> new AgentEvent.TaskStarted(when, task, "kind");
      case 4 -> new AgentEvent.TaskProgressed(when, task, "half");
      case 5 -> new AgentEvent.TaskFinished(when, task, any(TaskOutcome.class));
      case 6, 7 -> new AgentEvent.ToolStarted(when, call, tool(), "h");
      case 8, 9, 10 ->
          new AgentEvent.ToolFinished(
              when, call, "Bash", "h", "r" + random.nextInt(2), any(ToolOutcome.class), "");
      case 11 ->
          new AgentEvent.ModelAnswered(
              when,
              "anthropic",
              model(),
              random.nextInt(10) == 0 ? "" : "r" + random.nextInt(40),
              random.nextBoolean() ? "" : "standard",
              new Usage(tokens(), tokens(), tokens(), tokens(), tokens() * 9, random.nextInt(2)),
              random.nextBoolean() ? "" : "s" + random.nextInt(2),
              random.nextBoolean() ? "" : task,
              random.nextInt(9) == 0);
      case 12 -> new AgentEvent.ModelFailed(when, "anthropic", "m0", "overloaded_error");
      case 13 -> new AgentEvent.Waiting(when, any(WaitingFor.class));
      case 14 ->
          random.nextBoolean()
              ? new AgentEvent.Resumed(when, WaitingFor.HUMAN)
              : new AgentEvent.ContextReduced(when, ContextReduction.COMPACTED, 9, 5);
      case 15 -> new AgentEvent.Checkpointed(when, random.nextBoolean() ? "" : task, false);
      default ->
          new AgentEvent.Heartbeat(
              when,
              random.nextInt(4),
              random.nextInt(3) - 1,
              random.nextBoolean() ? "" : call,
              random.nextInt(2) - 1);
    };
  }

  private long tokens() {
    return random.nextInt(1_000);
  }

  private <E extends Enum<E>> E any(Class<E> type) {
    E[] all = type.getEnumConstants();
    return all[random.nextInt(all.length)];
  }
}
