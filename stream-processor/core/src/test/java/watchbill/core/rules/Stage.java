package watchbill.core.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Price;
import watchbill.core.money.PriceBook;
import watchbill.core.money.PriceRow;
import watchbill.core.port.SignalSink;
import watchbill.core.time.Deadlines;

/// A fleet to which things happen at given seconds, and what it tells. One token of output costs
/// 100 pico-dollars; the agents' clocks are right.
final class Stage {
  static final long START = 1_770_000_000_000L;
  static final AgentKey AGENT = new AgentKey("acme", "a");
  private static final PriceBook PRICES =
      PriceBook.of(List.of(new PriceRow("p", "m", 0, new Price(10, 100, 1, 12, 20))));

  private final Fleet fleet = new Fleet(FleetOptions.DEFAULT.with(PRICES));
  private final List<String> told = new ArrayList<>();
  private final SignalSink out;
  private int events;

  /// Notes what `words` makes of a signal behind its second; an empty text is not noted.
  Stage(Function<Signal, String> words) {
    out =
        signal -> {
          String text = words.apply(signal);
          if (!text.isEmpty()) {
            told.add((signal.atMillis() - START) / 1_000 + " " + text);
          }
        };
  }

  /// Everything that was noted.
  List<String> told() {
    return told;
  }

  void at(long second, AgentEvent event) {
    at(second, AGENT, event);
  }

  void at(long second, AgentKey agent, AgentEvent event) {
    fleet.apply(new Activity(agent, "e" + events++, millis(second), event), out);
  }

  void fact(long second, ClusterFact fact) {
    fleet.apply(fact, millis(second), out);
  }

  void passTo(long second) {
    fleet.advance(millis(second) + Deadlines.TICK_MILLIS, out);
  }

  void unheard(long fromSecond, long toSecond) {
    fleet.unheard(millis(fromSecond), millis(toSecond));
  }

  static long millis(long second) {
    return START + second * 1_000;
  }

  static AgentEvent session(long second, String name) {
    return new AgentEvent.SessionStarted(millis(second), name, "", "", "", "", "", "");
  }

  static AgentEvent started(long second, String task) {
    return new AgentEvent.TaskStarted(millis(second), task, "fix");
  }

  static AgentEvent finished(long second, String task, TaskOutcome outcome) {
    return new AgentEvent.TaskFinished(millis(second), task, outcome);
  }

  static AgentEvent called(long second, String call) {
    return new AgentEvent.ToolStarted(millis(second), call, "Bash", "h");
  }

  static AgentEvent returned(long second, String call) {
    return new AgentEvent.ToolFinished(millis(second), call, "Bash", "h", call, ToolOutcome.OK, "");
  }

  static AgentEvent answered(long second, String task, long output) {
    Usage usage = new Usage(0, output, 0, 0, 0);
    return new AgentEvent.ModelAnswered(
        millis(second), "p", "m", "r" + second + task, "", usage, "", task, false);
  }

  static AgentEvent saved(long second, String task) {
    return new AgentEvent.Checkpointed(millis(second), task, false);
  }

  static AgentEvent loaded(long second, String task) {
    return new AgentEvent.Checkpointed(millis(second), task, true);
  }

  static ClusterFact ended(long second, ClusterFact.EndReason reason) {
    return ended(second, "agent", reason);
  }

  static ClusterFact ended(long second, String container, ClusterFact.EndReason reason) {
    return new ClusterFact.ContainerEnded(AGENT, millis(second), "pod", container, reason);
  }

  static ClusterFact ready(long second) {
    return new ClusterFact.PodReady(AGENT, millis(second), "pod");
  }
}
