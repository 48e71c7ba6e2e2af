package watchbill.wire.feed;

import watchbill.core.Evidence;
import watchbill.core.Evidence.CallPrint;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.money.ModelBill;
import watchbill.core.state.SpendForm;
import watchbill.core.state.StateOutput;
import watchbill.core.state.UsageForm;

/// Writes what a signal says beside whom it is about and since when; [SignalValues] reads it.
final class SignalFields {
  private SignalFields() {}

  static void write(Signal signal, StateOutput out) {
    switch (signal) {
      case Signal.TokensConsumed spent -> {
        write(spent.bill(), out);
        SpendForm.save(spent.standing(), out);
      }
      case Signal.SpendChanged changed -> SpendForm.save(changed.standing(), out);
      case Signal.TaskSpent spent -> {
        out.text(spent.task());
        out.text(spent.kind());
        out.name(spent.outcome());
        out.number(spent.beganAtMillis());
        out.number(spent.tokens());
        out.number(spent.unpricedTokens());
        SpendForm.save(spent.uses(), out);
      }
      case Signal.TaskCosts costs -> {
        out.text(costs.kind());
        SpendForm.save(costs.costs(), out);
      }
      case Signal.SessionTokens sessions -> SpendForm.save(sessions.tokens(), out);
      case Signal.ParentLearned learned -> out.text(learned.parent());
      case Signal.LoadReported load -> {
        out.number(load.activeSessions());
        out.number(load.queueDepth());
      }
      case Signal.LoadUnknown _, Signal.ProgressMade _ -> {
        // They say all in their kind and time.
      }
      case Signal.RoleLearned learned -> out.text(learned.role());
      case Signal.ActivityChanged changed -> out.name(changed.activity());
      case Signal.ToolCallsEnded calls -> {
        out.name(calls.outcome());
        out.number(calls.total());
      }
      case Signal.TasksEnded tasks -> {
        out.name(tasks.outcome());
        out.number(tasks.total());
      }
      case Signal.AgentStuck stuck -> {
        out.name(stuck.cause());
        out.number(stuck.progressAtMillis());
        write(stuck.evidence(), out);
      }
      case Signal.AgentFreed freed -> out.name(freed.cause());
      case Signal.AgentSuspect suspect -> {
        out.name(suspect.cause());
        out.number(suspect.progressAtMillis());
        write(suspect.evidence(), out);
      }
      case Signal.RuleFired fired -> {
        out.name(fired.rule());
        out.number(fired.total());
      }
      case Signal.CallsInFlight calls -> out.number(calls.sinceMillis());
      case Signal.HumanWaits waits -> {
        out.number(waits.sinceMillis());
        out.number(waits.totalMillis());
      }
      case Signal.TelemetryGap gap -> out.number(gap.sinceMillis());
      case Signal.TasksInterrupted tasks -> {
        out.name(tasks.cause());
        out.number(tasks.total());
        out.number(tasks.lostTokens());
        out.number(tasks.lostPicoUsd());
        out.number(tasks.lostMillis());
      }
      case Signal.Recovered recovered -> {
        out.name(recovered.phase());
        SpendForm.save(recovered.millis(), out);
      }
      case Signal.ContextsReduced reduced -> {
        out.name(reduced.how());
        out.number(reduced.total());
      }
      case Signal.GovernorMissed missed -> out.number(missed.total());
      case Signal.TasksBounced tasks -> out.number(tasks.total());
      case Signal.TasksDuplicated tasks -> out.number(tasks.total());
      case Signal.DeadlinesMissed missed -> {
        out.text(missed.kind());
        out.number(missed.total());
      }
      case Signal.TaskDurations tasks -> {
        out.text(tasks.kind());
        SpendForm.save(tasks.millis(), out);
      }
      case Signal.IncidentBegan began -> {
        out.name(began.cause());
        out.number(began.silent());
        out.number(began.atWork());
      }
      case Signal.IncidentEnded ended -> out.name(ended.cause());
    }
  }

  private static void write(ModelBill bill, StateOutput out) {
    out.text(bill.provider());
    out.text(bill.model());
    UsageForm.save(bill.usage(), out);
    out.number(bill.responses());
    SpendForm.save(bill.cost(), out);
    out.number(bill.unpricedTokens());
    out.number(bill.pricedLaterTokens());
    out.number(bill.staleResponses());
  }

  private static void write(Evidence evidence, StateOutput out) {
    out.number(evidence.rules().size());
    for (RuleKind rule : evidence.rules()) {
      out.name(rule);
    }
    out.text(evidence.text());
    out.number(evidence.calls().size());
    for (CallPrint call : evidence.calls()) {
      out.text(call.tool());
      out.fixed(call.args());
      out.fixed(call.result());
      out.name(call.outcome());
    }
    out.number(evidence.tokensSinceProgress());
    out.number(evidence.picoUsdSinceProgress());
    out.text(evidence.cluster());
  }
}
