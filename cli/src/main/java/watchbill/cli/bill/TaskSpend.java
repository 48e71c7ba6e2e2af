package watchbill.cli.bill;

import java.math.BigInteger;
import java.util.List;
import watchbill.core.Signal;
import watchbill.core.TaskOutcome;
import watchbill.core.Usage;
import watchbill.core.money.Uses;

/// What one agent spent on one task, over all the times that it worked on it and ended. One thread.
final class TaskSpend {
  final String name;
  String kind = "";
  TaskOutcome outcome = TaskOutcome.COMPLETED;
  long runs;
  long tokens;
  long unpricedTokens;
  List<BigInteger> amounts = UseAmounts.of(Uses.NONE);

  TaskSpend(String name) {
    this.name = name;
  }

  void add(Signal.TaskSpent spent) {
    kind = spent.kind();
    outcome = spent.outcome();
    runs++;
    tokens = Usage.sum(tokens, spent.tokens());
    unpricedTokens = Usage.sum(unpricedTokens, spent.unpricedTokens());
    amounts = UseAmounts.plus(amounts, UseAmounts.of(spent.uses()), 1);
  }
}
