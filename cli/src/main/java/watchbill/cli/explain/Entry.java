package watchbill.cli.explain;

import org.jspecify.annotations.Nullable;
import watchbill.core.AgentEvent;
import watchbill.core.ClusterFact;
import watchbill.core.Signal;
import watchbill.core.ToolOutcome;
import watchbill.core.Usage;

/// One thing on an agent's timeline. Immutable; put into words only when somebody asks.
sealed interface Entry {
  /// When it was, or began, in milliseconds since the epoch: for what the agent did, when that was
  /// heard; for what the cluster did, when it happened.
  long atMillis();

  /// A call of a tool.
  ///
  /// @param args fingerprint of the arguments; 0 when the agent gave none
  /// @param result fingerprint of the result; 0 when the agent gave none
  /// @param endMillis when it came back
  /// @param outcome null while it has not come back
  record Call(
      long atMillis,
      String call,
      String tool,
      long args,
      long result,
      long endMillis,
      @Nullable ToolOutcome outcome,
      String errorType)
      implements Entry {}

  /// What answers of one model in a row consumed and cost.
  ///
  /// @param untilMillis when the last of them came
  /// @param responses how many began; 0 when only the price of earlier ones became known
  record Spent(
      long atMillis,
      long untilMillis,
      String provider,
      String model,
      long responses,
      Usage usage,
      long unpricedTokens,
      long picoUsd)
      implements Entry {}

  /// Something else that the agent told.
  ///
  /// @param times how often in a row
  /// @param untilMillis when last
  record Told(long atMillis, AgentEvent event, int times, long untilMillis) implements Entry {}

  /// Something that the cluster did.
  record Fact(ClusterFact fact) implements Entry {
    @Override
    public long atMillis() {
      return fact.atMillis();
    }
  }

  /// What its history means: a verdict, an incident, a loss.
  record Meant(Signal signal) implements Entry {
    @Override
    public long atMillis() {
      return signal.atMillis();
    }
  }

  /// When it ended, in milliseconds since the epoch; its own moment where it has no length.
  default long endedMillis() {
    return switch (this) {
      case Call call -> Math.max(call.atMillis(), call.endMillis());
      case Spent spent -> spent.untilMillis();
      case Told told -> told.untilMillis();
      case Fact _, Meant _ -> atMillis();
    };
  }

  /// Where it stands among entries of one moment: first what happened, then what it means.
  default int rank() {
    return switch (this) {
      case Fact _ -> 0;
      case Told _, Call _ -> 1;
      case Spent _ -> 2;
      case Meant _ -> 3;
    };
  }
}
