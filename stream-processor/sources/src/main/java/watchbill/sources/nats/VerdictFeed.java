package watchbill.sources.nats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import watchbill.core.AgentActivity;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.port.SignalSink;

/// Of all signals those on which a controller of agents acts: verdicts and their ends, incidents,
/// gaps, and the totals of what befell tasks.
///
/// Before [#begin] the past is told again, or read from the stream for the first time. Of that only
/// what stands at the end is of use to anybody: for each agent the last verdict, or that it has
/// ended. Totals are told from then on, when they change.
///
/// Safe from any thread. Remembers one verdict an agent before [#begin], and after it which agents
/// are suspect.
final class VerdictFeed implements SignalSink {
  /// What an agent has one of at a time.
  private record Standing(AgentKey agent, String what) {}

  private final SignalSink out;
  private final Map<Standing, Signal> standing = new LinkedHashMap<>();
  private final Set<AgentKey> suspects = ConcurrentHashMap.newKeySet();
  private boolean begun;

  /// @param out takes what is to be published; called by one thread at a time
  VerdictFeed(SignalSink out) {
    this.out = out;
  }

  /// Everything about the past has come: tells what stands, and from now on what changes.
  synchronized void begin() {
    begun = true;
    standing.values().forEach(out::accept);
    standing.clear();
  }

  @Override
  public void accept(Signal signal) {
    switch (signal) {
      case Signal.AgentStuck _, Signal.AgentFreed _ -> {
        suspects.remove(signal.agent());
        stands("verdict", signal);
      }
      case Signal.AgentSuspect _ -> {
        suspects.add(signal.agent());
        stands("verdict", signal);
      }
      case Signal.ActivityChanged changed -> {
        if (endsSuspicion(changed.activity()) && suspects.remove(changed.agent())) {
          stands("verdict", signal);
        }
      }
      case Signal.TelemetryGap _ -> stands("gap", signal);
      case Signal.IncidentBegan began -> stands(began.cause().name(), signal);
      case Signal.IncidentEnded ended -> stands(ended.cause().name(), signal);
      case Signal.TasksInterrupted _,
          Signal.TasksBounced _,
          Signal.TasksDuplicated _,
          Signal.DeadlinesMissed _,
          Signal.GovernorMissed _ ->
          changes(signal);
      case Signal.TokensConsumed _,
          Signal.SpendChanged _,
          Signal.TaskSpent _,
          Signal.TaskCosts _,
          Signal.SessionTokens _,
          Signal.ParentLearned _,
          Signal.LoadReported _,
          Signal.LoadUnknown _,
          Signal.RoleLearned _,
          Signal.ProgressMade _,
          Signal.ToolCallsEnded _,
          Signal.TasksEnded _,
          Signal.RuleFired _,
          Signal.CallsInFlight _,
          Signal.HumanWaits _,
          Signal.Recovered _,
          Signal.ContextsReduced _,
          Signal.TaskDurations _ -> {
        // Measurements: they are in the metrics.
      }
    }
  }

  /// Whether an agent that does this is not suspect any more. One that waits may be so still.
  private static boolean endsSuspicion(AgentActivity activity) {
    return switch (activity) {
      case WORKING, WAITING_TOOL, IDLE -> true;
      case WAITING_HUMAN, WAITING_PROVIDER, WAITING_AGENT, SUSPECT, STUCK, INTERRUPTED, UNKNOWN ->
          false;
    };
  }

  private synchronized void stands(String what, Signal signal) {
    if (begun) {
      out.accept(signal);
    } else {
      Standing one = new Standing(signal.agent(), what);
      standing.remove(one);
      standing.put(one, signal);
    }
  }

  private synchronized void changes(Signal signal) {
    if (begun) {
      out.accept(signal);
    }
  }
}
