package watchbill.core.rules;

import java.util.List;
import watchbill.core.time.Outages;

/// When an agent waits for a person and does not say so. Three things are taken for it:
///
/// - a call of a tool that asks a person by its nature, whoever the agent is;
/// - of an attended agent, a call without a sign of life for longer than such calls usually take: a
///   question for permission looks like that;
/// - of an attended agent, an answer of the model after which no tool is called: the turn is over,
///   and it is the person's.
///
/// Whatever waits so hangs not and is not silent; [Unanswered] bounds it. A container that ended is
/// no person.
final class PersonWait {
  /// How long after an answer its tool call may come.
  private static final long TURN_MILLIS = 60_000;

  private final List<String> humanTools;
  private final long answerMillis;
  private final long attendedMillis;
  private final CallPatience patience;

  PersonWait(Thresholds thresholds) {
    humanTools = thresholds.calls().humanTools();
    answerMillis = thresholds.answer().toMillis();
    attendedMillis = thresholds.calls().attended().toMillis();
    patience = new CallPatience(thresholds);
  }

  /// From when on it is taken to wait for a person if nothing more happens, or [Rule#NEVER].
  long from(AgentState state, Outages outages) {
    if (state.waitingFor != null || state.containerEndedMillis > 0) {
      return Rule.NEVER;
    }
    AgentState.Call call = state.lastCall();
    if (call != null) {
      if (humanTools.contains(call.tool())) {
        return state.silentSinceMillis(call);
      }
      return state.attended
          ? outages.after(state.silentSinceMillis(call), patience.personMillis(call))
          : Rule.NEVER;
    }
    return state.attended && !state.tasks.isEmpty() && state.talk.answeredAtMillis() > 0
        ? outages.after(answeredAt(state), TURN_MILLIS)
        : Rule.NEVER;
  }

  /// From when on the person has taken too long, or [Rule#NEVER].
  long tooLongFrom(AgentState state, Outages outages) {
    long from = from(state, outages);
    if (from == Rule.NEVER) {
      return from;
    }
    long limit = state.attended ? attendedMillis : answerMillis;
    return Math.max(from, outages.after(since(state), limit));
  }

  /// What makes it look so.
  String evidence(AgentState state) {
    String since = Phrases.time(since(state));
    AgentState.Call call = state.lastCall();
    if (call == null) {
      return "the model answered at %s and called no tool: it is the person's turn"
          .formatted(since);
    }
    String named = "tool %s, call %s, ".formatted(call.tool(), call.id());
    return humanTools.contains(call.tool())
        ? named + "asks a person, no answer since " + since
        : named
            + "of an attended agent, no sign of life since "
            + since
            + patience.usual(call)
            + ": it is taken to wait for a person";
  }

  private static long since(AgentState state) {
    AgentState.Call call = state.lastCall();
    return call == null ? answeredAt(state) : state.silentSinceMillis(call);
  }

  private static long answeredAt(AgentState state) {
    return Math.max(state.talk.answeredAtMillis(), state.quietSinceMillis());
  }
}
