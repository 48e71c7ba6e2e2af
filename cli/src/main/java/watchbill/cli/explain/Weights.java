package watchbill.cli.explain;

import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.Evidence;
import watchbill.core.Signal;

/// How much memory is kept for something, in bytes: an upper estimate for a 64-bit JVM with
/// compressed references, texts taken as two bytes a character.
final class Weights {
  /// A timeline without entries, and its place in the map.
  private static final long TIMELINE = 512;

  /// What is kept of a model so that the next answer's share is known.
  static final long MODEL = 256;

  private static final long RECORD = 112;
  private static final long TEXT = 48;
  private static final long PRINT = 56;

  private Weights() {}

  static long of(AgentKey agent) {
    return TIMELINE + text(agent.tenant()) + text(agent.agent());
  }

  static long of(Entry entry) {
    return RECORD
        + switch (entry) {
          case Entry.Call call -> text(call.call()) + text(call.tool()) + text(call.errorType());
          case Entry.Spent _ -> RECORD;
          case Entry.Told told -> RECORD + texts(told.event());
          case Entry.Fact fact -> RECORD + texts(fact.fact());
          case Entry.Meant meant -> RECORD + texts(meant.signal());
        };
  }

  private static long texts(AgentEvent event) {
    return switch (event) {
      case AgentEvent.SessionStarted e ->
          text(e.session())
              + text(e.role())
              + text(e.runtime())
              + text(e.namespace())
              + text(e.pod())
              + text(e.node())
              + text(e.parent());
      case AgentEvent.SessionEnded e -> text(e.session()) + text(e.reason());
      case AgentEvent.TaskStarted e -> text(e.task()) + text(e.kind());
      case AgentEvent.TaskProgressed e -> text(e.task()) + text(e.marker());
      case AgentEvent.TaskFinished e -> text(e.task());
      case AgentEvent.ModelFailed e -> text(e.provider()) + text(e.model()) + text(e.errorType());
      case AgentEvent.Checkpointed e -> text(e.task());
      case AgentEvent.Waiting _, AgentEvent.Resumed _, AgentEvent.ContextReduced _ -> 0;
      case AgentEvent.ToolStarted _,
          AgentEvent.ToolFinished _,
          AgentEvent.ModelAnswered _,
          AgentEvent.Heartbeat _ ->
          0; // never kept as such
    };
  }

  private static long texts(ClusterFact fact) {
    long detail =
        switch (fact) {
          case ClusterFact.PodBlocked blocked -> text(blocked.detail());
          case ClusterFact.PodLost lost -> text(lost.detail());
          case ClusterFact.PodScheduled taken -> text(taken.node());
          case ClusterFact.ContainerEnded ended -> text(ended.container());
          case ClusterFact.CrashLooping looping -> text(looping.container());
          case ClusterFact.PodReady _,
              ClusterFact.PodStarted _,
              ClusterFact.PodUnready _,
              ClusterFact.PodGone _ ->
              0;
        };
    return text(fact.pod()) + detail;
  }

  private static long texts(Signal signal) {
    return switch (signal) {
      case Signal.AgentStuck stuck -> texts(stuck.evidence());
      case Signal.AgentSuspect suspect -> texts(suspect.evidence());
      case Signal.TaskSpent spent -> text(spent.task()) + text(spent.kind()) + RECORD;
      case Signal.DeadlinesMissed missed -> text(missed.kind());
      case Signal.ParentLearned learned -> text(learned.parent());
      case Signal.RoleLearned learned -> text(learned.role());
      case Signal.TokensConsumed _,
          Signal.SpendChanged _,
          Signal.TaskCosts _,
          Signal.SessionTokens _,
          Signal.LoadReported _,
          Signal.LoadUnknown _,
          Signal.ActivityChanged _,
          Signal.ProgressMade _,
          Signal.ToolCallsEnded _,
          Signal.TasksEnded _,
          Signal.AgentFreed _,
          Signal.RuleFired _,
          Signal.CallsInFlight _,
          Signal.HumanWaits _,
          Signal.TelemetryGap _,
          Signal.TasksInterrupted _,
          Signal.Recovered _,
          Signal.ContextsReduced _,
          Signal.GovernorMissed _,
          Signal.TasksBounced _,
          Signal.TasksDuplicated _,
          Signal.TaskDurations _,
          Signal.IncidentBegan _,
          Signal.IncidentEnded _ ->
          0;
    };
  }

  private static long texts(Evidence evidence) {
    long bytes = RECORD + text(evidence.text()) + text(evidence.cluster());
    for (Evidence.CallPrint call : evidence.calls()) {
      bytes += PRINT + text(call.tool());
    }
    return bytes;
  }

  private static long text(String text) {
    return text.isEmpty() ? 0 : TEXT + 2L * text.length();
  }
}
