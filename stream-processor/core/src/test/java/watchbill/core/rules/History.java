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

  /// In what the agents repeat themselves for a while, so that they cross the limits of loops.
  private int rut;

  private int ruttedSteps;

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
    if (ruttedSteps > 0) {
      ruttedSteps--;
      AgentKey rutted = new AgentKey("t0", "a0");
      steps.add(new Step.Heard(new Activity(rutted, "r" + steps.size(), at, rutted())));
      return;
    }
    if (random.nextInt(30) == 0) {
      rut = random.nextInt(6);
      ruttedSteps = random.nextInt(30);
    }
    if (random.nextInt(40) == 0) {
      long until = at + random.nextInt(900_000);
      steps.add(new Step.Unheard(at, until));
      at = until;
    } else if (random.nextInt(12) == 0) {
      steps.add(new Step.Fact(at, fact(agent)));
    } else if (random.nextInt(60) == 0) {
      tellAgain();
    } else if (random.nextInt(50) == 0) {
      row(agent);
    } else if (random.nextInt(60) == 0) {
      talk(agent);
    } else {
      String id = "e" + (random.nextInt(20) == 0 ? random.nextInt(50) : 1_000 + steps.size());
      steps.add(new Step.Heard(new Activity(agent, id, at, event())));
    }
  }

  /// The agent does one thing again and again, at a steady pace.
  private void row(AgentKey agent) {
    int kind = random.nextInt(3);
    for (int i = 0; i < 8; i++) {
      at += 9_000 + random.nextInt(2_000);
      AgentEvent event =
          switch (kind) {
            case 0 -> session(at, "s" + (i + 2), "", false);
            case 1 ->
                i % 2 == 0
                    ? new AgentEvent.ContextReduced(at, ContextReduction.COMPACTED, 9, 5)
                    : new AgentEvent.ModelAnswered(at, "anthropic", "m0", "w" + at, "", Usage.NONE);
            default -> new AgentEvent.Heartbeat(at, 1, 0);
          };
      steps.add(new Step.Heard(new Activity(agent, "w" + steps.size(), at, event)));
    }
  }

  private AgentEvent session(long when, String name, String pod, boolean attended) {
    String parent = random.nextInt(4) == 0 ? "a0" : "";
    return new AgentEvent.SessionStarted(when, name, "", "", "", pod, "", parent, attended);
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
    return switch (random.nextInt(14)) {
      case 0 -> new ClusterFact.PodReady(agent, when, pod);
      case 1, 2 -> new ClusterFact.CrashLooping(agent, when, pod, container);
      case 3 -> new ClusterFact.PodScheduled(agent, when, pod, "n1");
      case 4 -> new ClusterFact.PodStarted(agent, when, pod);
      case 5 -> new ClusterFact.PodUnready(agent, when, pod);
      case 6, 7 ->
          new ClusterFact.PodBlocked(agent, when, pod, any(ClusterFact.PodBlock.class), "why");
      case 8 -> new ClusterFact.PodLost(agent, when, pod, any(ClusterFact.PodLoss.class), "");
      case 9 -> new ClusterFact.PodGone(agent, when, pod);
      default ->
          new ClusterFact.ContainerEnded(
              agent,
              when,
              pod,
              container,
              any(ClusterFact.EndReason.class),
              any(ClusterFact.OomKill.class));
    };
  }

  /// Where a session says that it runs, if it does.
  private String pod() {
    return random.nextBoolean() ? "" : "p" + random.nextInt(3);
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
      case 0 -> session(when, "s" + random.nextInt(2), pod(), random.nextInt(3) == 0);
      case 1 -> new AgentEvent.SessionEnded(when, "s" + random.nextInt(2), "done");
      case 2, 3 ->
          new AgentEvent.TaskStarted(
              when,
              task,
              "kind" + random.nextInt(20),
              random.nextBoolean() ? 0 : when + random.nextInt(1_800_000) - 60_000);
      case 4 -> new AgentEvent.TaskProgressed(when, task, "half");
      case 5 -> new AgentEvent.TaskFinished(when, task, any(TaskOutcome.class));
      case 6, 7 -> new AgentEvent.ToolStarted(when, call, tool(), "h");
      case 8, 9, 10 ->
          new AgentEvent.ToolFinished(
              when,
              call,
              "Bash",
              "h" + random.nextInt(2),
              random.nextInt(9) == 0 ? "" : "r" + random.nextInt(2),
              any(ToolOutcome.class),
              random.nextBoolean() ? "" : "E",
              random.nextInt(3));
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
              : new AgentEvent.ContextReduced(when, any(ContextReduction.class), 9, 5);
      case 15 ->
          new AgentEvent.Checkpointed(
              when, random.nextBoolean() ? "" : task, random.nextInt(3) == 0);
      default ->
          new AgentEvent.Heartbeat(
              when,
              random.nextInt(4),
              random.nextInt(3) - 1,
              random.nextBoolean() ? "" : call,
              random.nextInt(2) - 1);
    };
  }

  private AgentEvent rutted() {
    int which = random.nextInt(3);
    return switch (rut) {
      case 0 -> ended("Grep", "h", 0, "r", ToolOutcome.OK, "");
      case 1 -> ended("Grep", "h" + ruttedSteps % 3, 0, "r", ToolOutcome.OK, "");
      case 2 -> ended("Grep", "h" + ruttedSteps, 7, "r", ToolOutcome.OK, "");
      case 3 -> ended("Bash", "h" + ruttedSteps, 0, "", ToolOutcome.ERROR, "E");
      case 4 -> ended("Read", "h" + which, 0, "r" + which, ToolOutcome.OK, "");
      default -> ended("BashOutput", "h", 0, "r", ToolOutcome.OK, "");
    };
  }

  private AgentEvent ended(
      String tool, String args, long sketch, String result, ToolOutcome outcome, String error) {
    return new AgentEvent.ToolFinished(at, "", tool, args, result, outcome, error, sketch);
  }

  private long tokens() {
    return random.nextInt(1_000);
  }

  private <E extends Enum<E>> E any(Class<E> type) {
    E[] all = type.getEnumConstants();
    return all[random.nextInt(all.length)];
  }
}
