package watchbill.cli.bill;

import java.math.BigInteger;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Use;

/// What one agent spent on one task, over all the times that it worked on it and ended. One thread.
final class TaskSpend {
  final String name;
  String kind = "";
  TaskOutcome outcome = TaskOutcome.COMPLETED;
  long runs;
  long tokens;
  long unpricedTokens;
  BigInteger picoUsd = BigInteger.ZERO;
  BigInteger wasted = BigInteger.ZERO;

  TaskSpend(String name) {
    this.name = name;
  }

  void add(Signal.TaskSpent spent) {
    kind = spent.kind();
    outcome = spent.outcome();
    runs++;
    tokens = Usage.sum(tokens, spent.tokens());
    unpricedTokens = Usage.sum(unpricedTokens, spent.unpricedTokens());
    for (Use use : Use.values()) {
      picoUsd = picoUsd.add(BigInteger.valueOf(spent.uses().of(use)));
    }
    wasted = wasted.add(AgentSpend.wasted(spent.uses()));
  }
}
