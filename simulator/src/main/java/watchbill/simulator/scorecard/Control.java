package watchbill.simulator.scorecard;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.ToolOutcome;

/// The alert that people write who have our totals and no verdicts:
///
/// ```promql
/// sum by (tenant, agent) (increase(agent_tool_calls_total[WINDOW])) == 0
///   and on (tenant, agent) agent_active_sessions > 0
/// ```
///
/// held for ten minutes, scraped every 15 s and evaluated every minute. As in Prometheus, a series
/// whose first sample lies in the window has increased by what came after that sample, a rule's
/// timer begins anew when the expression was false once, and a load that is too old is no series.
/// Source: https://prometheus.io/docs/prometheus/latest/querying/functions/#increase and
/// https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/. Owned by one thread.
final class Control {
  private static final long SCRAPE_MILLIS = 15_000;
  private static final long EVALUATION_MILLIS = 60_000;
  private static final long HELD_MILLIS = 600_000;

  /// One counter as its scrapes show it.
  private static final class Counted {
    private final long bornMillis;
    private long increasedMillis;

    private Counted(long bornMillis) {
      this.bornMillis = bornMillis;
    }
  }

  private static final class Agent {
    private final Map<ToolOutcome, Counted> calls = new EnumMap<>(ToolOutcome.class);
    private int sessions;
    private boolean pending;
    private long pendingSinceMillis;
    private boolean firing;
  }

  private final long windowMillis;
  private final BiConsumer<AgentKey, Long> fires;
  private final Map<AgentKey, Agent> agents = new LinkedHashMap<>();
  private long evaluatedMillis;

  /// @param window over which calls are counted
  /// @param fires takes who is accused, and when
  Control(Duration window, long startMillis, BiConsumer<AgentKey, Long> fires) {
    this.windowMillis = window.toMillis();
    this.fires = fires;
    this.evaluatedMillis = startMillis / EVALUATION_MILLIS * EVALUATION_MILLIS;
  }

  /// Time comes to this moment.
  void come(long atMillis) {
    while (evaluatedMillis + EVALUATION_MILLIS <= atMillis) {
      evaluatedMillis += EVALUATION_MILLIS;
      agents.forEach((key, agent) -> evaluate(key, agent, evaluatedMillis));
    }
  }

  /// Takes what the exporter shows from now on.
  void take(Watcher.Told told) {
    come(told.atMillis() - 1);
    switch (told.signal()) {
      case Signal.ToolCallsEnded ended -> {
        long scraped = Math.ceilDiv(told.atMillis(), SCRAPE_MILLIS) * SCRAPE_MILLIS;
        Map<ToolOutcome, Counted> calls = agent(ended.agent()).calls;
        Counted counted = calls.get(ended.outcome());
        if (counted == null) {
          calls.put(ended.outcome(), new Counted(scraped));
        } else if (scraped > counted.bornMillis) {
          counted.increasedMillis = scraped;
        }
      }
      case Signal.LoadReported load -> agent(load.agent()).sessions = load.activeSessions();
      case Signal.LoadUnknown unknown -> agent(unknown.agent()).sessions = 0;
      default -> {}
    }
  }

  private Agent agent(AgentKey key) {
    return agents.computeIfAbsent(key, _ -> new Agent());
  }

  private void evaluate(AgentKey key, Agent agent, long nowMillis) {
    if (agent.sessions <= 0 || !isStill(agent, nowMillis)) {
      agent.pending = false;
      agent.firing = false;
      return;
    }
    if (!agent.pending) {
      agent.pending = true;
      agent.pendingSinceMillis = nowMillis;
    }
    if (!agent.firing && nowMillis - agent.pendingSinceMillis >= HELD_MILLIS) {
      agent.firing = true;
      fires.accept(key, nowMillis);
    }
  }

  /// Whether there is a sum, and it is 0. An increase shows in a window that holds the scrape that
  /// shows it and the one before; a series with less than two samples in it has none.
  private boolean isStill(Agent agent, long nowMillis) {
    boolean any = false;
    for (Counted counted : agent.calls.values()) {
      any |= counted.bornMillis + SCRAPE_MILLIS <= nowMillis;
      if (counted.increasedMillis <= nowMillis
          && counted.increasedMillis - SCRAPE_MILLIS >= nowMillis - windowMillis) {
        return false;
      }
    }
    return any;
  }
}
