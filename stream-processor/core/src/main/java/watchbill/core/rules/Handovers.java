package watchbill.core.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchbill.core.AgentEvent;
import watchbill.core.port.SignalSink;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// Which agent holds which task, so that one that goes from agent to agent is seen. Remembers the
/// 65,536 tasks that were begun last, at some 150 bytes each, and the last ten hands of each.
///
/// A hand-over is that an agent begins a task that another one holds: began, did not end, and was
/// busy within the last hour. Between an agent and the one that it works for there is none: they
/// share the task.
///
/// It speaks against the task when the one that held it had stopped: its container ended, or it had
/// done nothing for as long as a broker waits before it delivers again; or when the task comes back
/// to an agent that had it before. A name under which an agent goes on after another began it is
/// one that agents share, or that each gives by itself: it is never held against anybody.
final class Handovers {
  /// For how long a hand-over speaks against a task.
  static final long WINDOW_MILLIS = 3_600_000;

  /// After this long without a deed the end of a task is taken for lost.
  private static final long FORGOTTEN_MILLIS = 3_600_000;

  /// JetStream's default `AckWait` (<https://docs.nats.io/nats-concepts/jetstream/consumers>).
  private static final long STOPPED_MILLIS = 30_000;

  private static final int REMEMBERED = 1 << 16;
  private static final int HANDS = 10;

  /// Another agent took the task from this one.
  ///
  /// @param speaks whether that speaks against the task
  private record Hand(int from, long atMillis, boolean speaks) {}

  private static final class Holding {
    private int holder;
    private long sinceMillis;

    /// Whether several agents use the name at a time.
    private boolean shared;

    /// Oldest first.
    private List<Hand> hands = List.of();

    private void hand(Hand hand) {
      if (hands.isEmpty()) {
        hands = new ArrayList<>();
      } else if (hands.size() == HANDS) {
        hands.removeFirst();
      }
      hands.add(hand);
    }

    private boolean held(int agent) {
      return hands.stream().anyMatch(hand -> hand.from == agent);
    }

    /// How many hand-overs speak against it.
    private int bounces(long nowMillis) {
      int count = 0;
      for (Hand hand : hands) {
        count += hand.speaks && hand.atMillis > nowMillis - WINDOW_MILLIS ? 1 : 0;
      }
      return shared ? 0 : count;
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

  /// Takes from an agent the task that another has taken on; its time has come to that. One whose
  /// container has ended has it no more.
  static void surrender(AgentState former, String name, SignalSink out) {
    OpenTask task = former.task(name);
    if (task != null) {
      task.bounces = 0;
      if (former.containerEndedMillis > 0) {
        former.interruptions.takenOver(former, task, out);
        UseRules.ended(former, task, false);
        former.tasks.remove(task);
      }
    }
  }

  private int started(int number, String name, List<AgentState> agents, SignalSink out) {
    AgentState taker = agents.get(number);
    OpenTask task = name.isEmpty() ? null : taker.task(name);
    if (task == null) {
      return -1;
    }
    Fingerprint key = Fingerprint.of(taker.key.tenant(), name);
    Holding holding = holdings.get(key);
    if (holding == null) {
      hold(key, number, taker.nowMillis);
      return -1;
    }
    int from = holding.holder;
    if (from == number) {
      return -1;
    }
    boolean handed = isHandOver(agents.get(from), taker, name, holding.sinceMillis);
    if (handed) {
      holding.shared |= isShared(holding, number, name, agents);
      boolean speaks =
          agents.get(from).containerEndedMillis > 0
              || (agents.get(from).calls.isEmpty()
                  && taker.nowMillis - agents.get(from).deedAtMillis >= STOPPED_MILLIS)
              || holding.held(number);
      holding.hand(new Hand(from, taker.nowMillis, speaks));
      task.bounces = speaks ? holding.bounces(taker.nowMillis) : 0;
      task.bouncedAtMillis = taker.nowMillis;
      taker.deliveries.bounced(taker, out);
    }
    holding.holder = number;
    holding.sinceMillis = taker.nowMillis;
    return handed ? from : -1;
  }

  private static boolean isHandOver(
      AgentState former, AgentState taker, String name, long heldSinceMillis) {
    boolean busy =
        taker.nowMillis - Math.max(heldSinceMillis, former.deedAtMillis) < FORGOTTEN_MILLIS;
    boolean related =
        taker.parent.equals(former.key.agent()) || former.parent.equals(taker.key.agent());
    return busy && !related && former.task(name) != null;
  }

  /// Whether an agent from which the task was taken has gone on with it.
  private static boolean isShared(
      Holding holding, int taker, String name, List<AgentState> agents) {
    for (int i = 0; i < holding.hands.size(); i++) {
      Hand hand = holding.hands.get(i);
      AgentState agent = agents.get(hand.from);
      boolean last = holding.hands.stream().skip(i + 1L).noneMatch(next -> next.from == hand.from);
      if (last
          && hand.from != taker
          && hand.from != holding.holder
          && agent.deedAtMillis > hand.atMillis
          && agent.task(name) != null) {
        return true;
      }
    }
    return false;
  }

  private void hold(Fingerprint key, int number, long nowMillis) {
    Holding holding = new Holding();
    holding.holder = number;
    holding.sinceMillis = nowMillis;
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
      holding.hands = List.of();
    }
  }

  private void ended(int number, AgentState agent, String name) {
    Fingerprint key = Fingerprint.of(agent.key.tenant(), name);
    Holding holding = holdings.get(key);
    if (holding != null && holding.holder == number && !holding.shared) {
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
      out.number(holding.shared ? 1 : 0);
      out.number(holding.hands.size());
      for (Hand hand : holding.hands) {
        out.number(hand.from);
        out.number(hand.atMillis);
        out.number(hand.speaks ? 1 : 0);
      }
    });
  }

  void restore(StateInput in) {
    for (int left = in.count(); left > 0; left--) {
      Fingerprint key = new Fingerprint(in.fixed(), in.fixed());
      Holding holding = new Holding();
      holding.holder = (int) in.number();
      holding.sinceMillis = in.number();
      holding.shared = in.number() == 1;
      for (int hands = in.count(); hands > 0; hands--) {
        holding.hand(new Hand((int) in.number(), in.number(), in.number() == 1));
      }
      holdings.put(key, holding);
    }
  }
}
