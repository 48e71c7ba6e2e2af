package watchbill.core.rules;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent;
import watchbill.core.ToolOutcome;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How long each tool of each tenant usually takes, learned from the calls that came back. All
/// agents of a tenant teach it, and a call is measured against what was known when it began.
/// Remembers the 16,384 tools that were learned from last, some 4 MiB.
///
/// A call that waited for a person says nothing of its tool. So nothing is learned from one that
/// was rejected or cut off, nor from one during which the agent said that it waited; calls of
/// attended agents, in which a person may have been asked without a word, are learned from apart,
/// and not at all when they were silent for longer than their limit.
final class ToolTimes {
  private static final int REMEMBERED = 1 << 14;
  private static final int ENOUGH = 20;

  private final Map<Fingerprint, CallTimes> tools = new LinkedHashMap<>();
  private final CallPatience patience;

  ToolTimes(Thresholds thresholds) {
    patience = new CallPatience(thresholds);
  }

  /// A call that begins now.
  AgentState.Call begun(AgentState state, AgentEvent.ToolStarted started) {
    CallTimes times = tools.get(key(state, started.tool()));
    long usual = times == null || times.count() < ENOUGH ? 0 : times.p99Millis();
    return new AgentState.Call(
        started.call(), started.tool(), state.nowMillis, started.atMillis(), 0, usual);
  }

  /// Learns from a call that came back, before the agent stirs by it.
  void ended(AgentState state, AgentEvent.ToolFinished finished) {
    AgentState.Call call = find(state, finished.call());
    if (call == null || !isToolTime(state, call, finished.outcome())) {
      return;
    }
    long heard = state.nowMillis - call.sinceMillis();
    long own = finished.atMillis() - call.beganAtMillis();
    Fingerprint key = key(state, call.tool());
    CallTimes times = tools.remove(key);
    if (times == null) {
      if (tools.size() == REMEMBERED) {
        tools.remove(tools.keySet().iterator().next());
      }
      times = new CallTimes();
    }
    // Late news makes the one too long, a wrong clock the other.
    times.add(Math.clamp(own, 0, heard));
    tools.put(key, times);
  }

  private boolean isToolTime(AgentState state, AgentState.Call call, ToolOutcome outcome) {
    boolean returned =
        switch (outcome) {
          case OK, ERROR -> true;
          case REJECTED, INTERRUPTED -> false;
        };
    boolean waited = state.waitingSinceMillis >= call.sinceMillis();
    long silent = state.nowMillis - state.silentSinceMillis(call);
    return returned && !waited && !(state.attended && silent >= patience.hangMillis(call));
  }

  private static Fingerprint key(AgentState state, String tool) {
    return Fingerprint.of(state.key.tenant(), tool, state.attended ? "attended" : "");
  }

  private static AgentState.@Nullable Call find(AgentState state, String id) {
    for (AgentState.Call call : state.calls) {
      if (call.id().equals(id)) {
        return call;
      }
    }
    return null;
  }

  void save(StateOutput out) {
    out.number(tools.size());
    tools.forEach((key, times) -> {
      out.fixed(key.high());
      out.fixed(key.low());
      times.save(out);
    });
  }

  void restore(StateInput in) {
    for (int left = in.count(); left > 0; left--) {
      Fingerprint key = new Fingerprint(in.fixed(), in.fixed());
      CallTimes times = new CallTimes();
      times.restore(in);
      tools.put(key, times);
    }
  }
}
