package watchbill.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent;
import watchbill.core.ClusterFact;
import watchbill.core.Signal;
import watchbill.core.ToolOutcome;

/// One entry in words.
///
/// @param kind one of a few words, the same for programs and for people
/// @param text what happened, in one line; may hold anything that an agent said
record Row(String kind, String text) {
  /// The entry in words.
  ///
  /// @param before the call before it, to tell what repeats; null for none
  /// @param inFlight whether it is a call that has not come back yet
  static Row of(Entry entry, Entry.@Nullable Call before, boolean inFlight, long nowMillis) {
    return switch (entry) {
      case Entry.Call call -> new Row("call", call(call, before, inFlight, nowMillis));
      case Entry.Spent spent -> new Row("model", spent(spent));
      case Entry.Told told -> told(told);
      case Entry.Fact fact -> new Row("pod", fact(fact.fact()));
      case Entry.Meant meant -> meant(meant.signal());
    };
  }

  private static String call(
      Entry.Call call, Entry.@Nullable Call before, boolean inFlight, long nowMillis) {
    String name = call.tool() + " " + call.call() + ": ";
    ToolOutcome outcome = call.outcome();
    if (outcome == null) {
      return name
          + (inFlight
              ? "in flight for " + Words.length(nowMillis - call.atMillis())
              : "its end was not heard");
    }
    String error = call.errorType().isEmpty() ? "" : " (" + call.errorType() + ")";
    String took = call.endMillis() == call.atMillis() ? "" : " after " + took(call);
    return name + Words.of(outcome) + error + took + alike(call, before);
  }

  private static String took(Entry.Call call) {
    return Words.length(call.endMillis() - call.atMillis());
  }

  private static String alike(Entry.Call call, Entry.@Nullable Call before) {
    if (before == null || !before.tool().equals(call.tool()) || call.result() == 0) {
      return "";
    }
    boolean sameResult = before.result() == call.result();
    if (call.args() != 0 && before.args() == call.args()) {
      return sameResult ? ", same call and result as before" : ", same call as before";
    }
    return sameResult ? ", same result as before" : "";
  }

  private static String spent(Entry.Spent spent) {
    List<String> parts = new ArrayList<>();
    if (spent.responses() > 0) {
      parts.add(Words.count(spent.responses(), "response"));
    }
    parts.add(
        Words.count(spent.usage().total(), "token")
            + String.format(Locale.ROOT, " (%,d of output)", spent.usage().output()));
    if (spent.unpricedTokens() > 0) {
      parts.add(Words.count(spent.unpricedTokens(), "token") + " without a price");
    }
    parts.add(
        (spent.responses() == 0 && spent.usage().total() == 0 ? "priced later, " : "")
            + Words.dollars(spent.picoUsd()));
    return spent.model() + ": " + String.join(", ", parts);
  }

  private static Row told(Entry.Told told) {
    Row once = told(told.event());
    String again =
        told.times() == 1
            ? ""
            : ", %,d times in %s"
                .formatted(told.times(), Words.length(told.untilMillis() - told.atMillis()));
    return new Row(once.kind, once.text + again);
  }

  private static Row told(AgentEvent event) {
    return switch (event) {
      case AgentEvent.SessionStarted e ->
          new Row(
              "session",
              e.session()
                  + " began"
                  + said(", role ", e.role())
                  + said(", pod ", e.pod())
                  + said(", node ", e.node())
                  + said(", works for ", e.parent()));
      case AgentEvent.SessionEnded e ->
          new Row("session", e.session() + " ended" + said(": ", e.reason()));
      case AgentEvent.TaskStarted e ->
          new Row("task", e.task() + " began" + said(", kind ", e.kind()));
      case AgentEvent.TaskProgressed e ->
          new Row("task", e.task() + " moved on" + said(": ", e.marker()));
      case AgentEvent.TaskFinished e -> new Row("task", e.task() + " " + Words.of(e.outcome()));
      case AgentEvent.ModelFailed e ->
          new Row("model", e.model() + " failed" + said(": ", e.errorType()));
      case AgentEvent.Waiting e -> new Row("wait", "for " + Words.of(e.party()));
      case AgentEvent.Resumed e -> new Row("wait", "for " + Words.of(e.party()) + " ended");
      case AgentEvent.ContextReduced e ->
          new Row(
              "context",
              Words.of(e.how())
                  + (e.tokensBefore() < 0 || e.tokensAfter() < 0
                      ? ""
                      : String.format(
                          Locale.ROOT,
                          " from %,d to %,d tokens",
                          e.tokensBefore(),
                          e.tokensAfter())));
      case AgentEvent.Checkpointed e ->
          new Row("saved", (e.restored() ? "restored" : "saved") + said(" for task ", e.task()));
      case AgentEvent.ToolStarted e -> new Row("call", e.tool() + " " + e.call());
      case AgentEvent.ToolFinished e -> new Row("call", e.tool() + " " + e.call());
      case AgentEvent.ModelAnswered e -> new Row("model", e.model());
      case AgentEvent.Heartbeat _ -> new Row("heartbeat", "");
    };
  }

  private static String fact(ClusterFact fact) {
    return switch (fact) {
      case ClusterFact.ContainerEnded ended ->
          "container %s of pod %s %s"
              .formatted(
                  ended.container(),
                  ended.pod(),
                  switch (ended.reason()) {
                    case OOM_KILLED -> "was killed for memory";
                    case ERROR -> "failed";
                    case COMPLETED -> "ended";
                  });
      case ClusterFact.CrashLooping looping ->
          "container %s of pod %s is held back: it keeps crashing"
              .formatted(looping.container(), looping.pod());
      case ClusterFact.PodReady ready -> "pod " + ready.pod() + " is ready";
      case ClusterFact.PodScheduled taken -> "pod " + taken.pod() + " goes to node " + taken.node();
      case ClusterFact.PodStarted started -> "pod " + started.pod() + " has started";
      case ClusterFact.PodUnready unready -> "pod " + unready.pod() + " is not ready";
      case ClusterFact.PodBlocked blocked ->
          "pod "
              + blocked.pod()
              + " is held up: "
              + Words.of(blocked.why())
              + said(": ", blocked.detail());
      case ClusterFact.PodLost lost ->
          "pod " + lost.pod() + " is lost: " + Words.of(lost.how()) + said(": ", lost.detail());
      case ClusterFact.PodGone gone -> "pod " + gone.pod() + " is gone";
    };
  }

  private static Row meant(Signal signal) {
    return switch (signal) {
      case Signal.AgentStuck s ->
          new Row("stuck", Words.of(s.cause()) + said(": ", s.evidence().text()));
      case Signal.AgentSuspect s ->
          new Row("suspect", Words.of(s.cause()) + said(": ", s.evidence().text()));
      case Signal.AgentFreed s -> new Row("freed", "no longer stuck: " + Words.of(s.cause()));
      case Signal.ActivityChanged s ->
          new Row("freed", "no longer suspect: " + Words.of(s.activity()));
      case Signal.TaskSpent s ->
          new Row(
              "task",
              "%s %s after %s: %s, %s"
                  .formatted(
                      s.task(),
                      Words.of(s.outcome()),
                      Words.length(s.atMillis() - s.beganAtMillis()),
                      Words.count(s.tokens(), "token"),
                      Words.dollars(s.uses().total())));
      case Signal.TelemetryGap s ->
          new Row(
              "gap",
              s.sinceMillis() == 0
                  ? "it is heard again"
                  : "nothing is heard of it since " + Words.moment(s.sinceMillis()));
      case Signal.TasksInterrupted s -> new Row("lost", "task interrupted: " + Words.of(s.cause()));
      case Signal.Recovered s -> new Row("back", Words.of(s.phase()) + " after the interruption");
      case Signal.GovernorMissed _ ->
          new Row("context", "killed for memory before its governor's last tier");
      case Signal.TasksBounced _ ->
          new Row("task", "taken on from another agent that had not ended it");
      case Signal.TasksDuplicated _ -> new Row("task", "had been completed before");
      case Signal.DeadlinesMissed s -> new Row("task", "past its deadline" + said(": ", s.kind()));
      case Signal.IncidentBegan s ->
          new Row(
              "incident",
              "%s: %d of %d agents at work came to a stop together"
                  .formatted(Words.of(s.cause()), s.silent(), s.atWork()));
      case Signal.IncidentEnded s -> new Row("incident", Words.of(s.cause()) + " ended");
      case Signal.TokensConsumed _,
          Signal.SpendChanged _,
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
          Signal.ContextsReduced _,
          Signal.TaskDurations _ ->
          new Row("signal", signal.toString());
    };
  }

  private static String said(String before, String text) {
    return text.isEmpty() ? "" : before + text;
  }
}
