package watchbill.core.rules;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent;
import watchbill.core.port.SignalSink;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// Which agent holds which task, so that one that goes from agent to agent is seen. Remembers the
/// 65,536 tasks that were begun last, at some 150 bytes each.
///
/// A hand-over is that an agent begins a task that another one holds: began, did not end, and was
/// busy within the last hour. Between an agent and the one that it works for there is none: they
/// share the task.
final class Handovers {
  /// For how long a hand-over speaks against a task.
  static final long WINDOW_MILLIS = 3_600_000;

  /// After this long without a deed the end of a task is taken for lost.
  private static final long FORGOTTEN_MILLIS = 3_600_000;

  private static final int REMEMBERED = 1 << 16;
  private static final int HANDS = 10;
  private static final long[] NONE = {};

  private static final class Holding {
    private int holder;
    private long sinceMillis;

    /// When it was handed over lately, oldest first.
    private long[] handed = NONE;

    private void hand(long nowMillis) {
      int first = 0;
      while (first < handed.length
          && (handed[first] <= nowMillis - WINDOW_MILLIS || handed.length - first >= HANDS)) {
        first++;
      }
      handed = Arrays.copyOfRange(handed, first, handed.length + 1);
      handed[handed.length - 1] = nowMillis;
    }
  }

  private final Map<Fingerprint, Holding> holdings = new LinkedHashMap<>();

  /// Takes what an agent did; it is applied to the agent already.
  ///
  /// @param agents finds an agent by its number
  /// @return the number of the agent whose task was taken by it, or -1
  int take(int number, AgentEvent event, List<AgentState> agents, SignalSink out) {
    switch (event) {
      case AgentEvent.TaskStarted started -> {
        return started(number, started.task(), agents, out);
      }
      case AgentEvent.TaskProgressed progressed -> moved(agents.get(number), progressed.task());
      case AgentEvent.TaskFinished finished -> ended(number, agents.get(number), finished.task());
      default -> {}
    }
    return -1;
  }

  /// Takes from an agent the task that another has taken on; its time has come to that.
  static void surrender(AgentState former, String name, SignalSink out) {
    OpenTask task = former.task(name);
    if (task != null) {
      task.bounces = 0;
      if (former.containerEndedMillis > 0) {
        former.interruptions.takenOver(former, task, out);
      }
    }
  }

  /// The number of the agent from which this one is about to take a task, or -1.
  private int former(
      @Nullable Holding holding, AgentState taker, OpenTask task, List<AgentState> agents) {
    if (holding == null) {
      return -1;
    }
    AgentState former = agents.get(holding.holder);
    boolean busy =
        taker.nowMillis - Math.max(holding.sinceMillis, former.stirredAtMillis) < FORGOTTEN_MILLIS;
    boolean shared =
        taker.parent.equals(former.key.agent()) || former.parent.equals(taker.key.agent());
    return former != taker && busy && !shared && former.task(task.name) != null
        ? holding.holder
        : -1;
  }

  private int started(int number, String name, List<AgentState> agents, SignalSink out) {
    AgentState taker = agents.get(number);
    OpenTask task = name.isEmpty() ? null : taker.task(name);
    if (task == null) {
      return -1;
    }
    Fingerprint key = Fingerprint.of(taker.key.tenant(), name);
    Holding holding = holdings.get(key);
    int from = former(holding, taker, task, agents);
    if (from < 0 || holding == null) {
      if (holding == null || holding.holder != number) {
        hold(key, number, taker.nowMillis);
      }
      return -1;
    }
    holding.hand(taker.nowMillis);
    holding.holder = number;
    holding.sinceMillis = taker.nowMillis;
    task.bounces = holding.handed.length;
    task.bouncedAtMillis = taker.nowMillis;
    taker.deliveries.bounced(taker, out);
    return from;
  }

  private void hold(Fingerprint key, int number, long nowMillis) {
    Holding holding = new Holding();
    holding.holder = number;
    holding.sinceMillis = nowMillis;
    holdings.remove(key);
    if (holdings.size() == REMEMBERED) {
      holdings.remove(holdings.keySet().iterator().next());
    }
    holdings.put(key, holding);
  }

  /// A task moved on: that it was handed over was of use.
  private void moved(AgentState agent, String name) {
    OpenTask task = agent.task(name);
    if (task == null || task.bounces == 0) {
      return;
    }
    task.bounces = 0;
    Holding holding = holdings.get(Fingerprint.of(agent.key.tenant(), name));
    if (holding != null) {
      holding.handed = NONE;
    }
  }

  private void ended(int number, AgentState agent, String name) {
    Fingerprint key = Fingerprint.of(agent.key.tenant(), name);
    Holding holding = holdings.get(key);
    if (holding != null && holding.holder == number) {
      holdings.remove(key);
    }
  }

  void save(StateOutput out) {
    out.number(holdings.size());
    holdings.forEach((key, holding) -> {
      out.fixed(key.high());
      out.fixed(key.low());
      out.number(holding.holder);
      out.number(holding.sinceMillis);
      out.number(holding.handed.length);
      for (long at : holding.handed) {
        out.number(at);
      }
    });
  }

  void restore(StateInput in) {
    for (int left = in.count(); left > 0; left--) {
      Fingerprint key = new Fingerprint(in.fixed(), in.fixed());
      Holding holding = new Holding();
      holding.holder = (int) in.number();
      holding.sinceMillis = in.number();
      holding.handed = new long[in.count()];
      for (int i = 0; i < holding.handed.length; i++) {
        holding.handed[i] = in.number();
      }
      holdings.put(key, holding);
    }
  }
}
