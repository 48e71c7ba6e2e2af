package watchbill.cli.bill;

import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.TokenClass;
import watchbill.core.Usage;
import watchbill.core.money.ModelBill;
import watchbill.core.money.Uses;

/// What one agent's signals have told of its spend so far. One thread.
final class AgentSpend {
  final AgentKey key;
  String parent = "";
  Uses uses = Uses.NONE;
  private final Map<List<String>, ModelBill> models = new LinkedHashMap<>();
  private final Map<String, TaskSpend> tasks = new LinkedHashMap<>();

  AgentSpend(AgentKey key) {
    this.key = key;
  }

  void consumed(Signal.TokensConsumed tokens) {
    models.put(List.of(tokens.bill().provider(), tokens.bill().model()), tokens.bill());
    uses = tokens.standing().uses();
  }

  void ended(Signal.TaskSpent spent) {
    tasks.computeIfAbsent(spent.task(), _ -> new TaskSpend(spent.task())).add(spent);
  }

  Collection<ModelBill> models() {
    return models.values();
  }

  Collection<TaskSpend> tasks() {
    return tasks.values();
  }

  long responses() {
    return models.values().stream().mapToLong(ModelBill::responses).reduce(0, Usage::sum);
  }

  long tokens() {
    return models.values().stream().mapToLong(one -> one.usage().total()).reduce(0, Usage::sum);
  }

  long unpricedTokens() {
    return models.values().stream().mapToLong(AgentSpend::unpriced).reduce(0, Usage::sum);
  }

  /// The sum of all parts of all models, so that it is exact where a single amount would not fit.
  BigInteger picoUsd() {
    return models.values().stream().map(AgentSpend::cost).reduce(BigInteger.ZERO, BigInteger::add);
  }

  /// What was spent for which use.
  List<BigInteger> amounts() {
    return UseAmounts.of(uses, picoUsd());
  }

  /// The tokens of a model that have no price still.
  static long unpriced(ModelBill bill) {
    return bill.unpricedTokens() - bill.pricedLaterTokens();
  }

  /// What a model cost.
  static BigInteger cost(ModelBill bill) {
    BigInteger sum = BigInteger.valueOf(bill.cost().serverTools());
    for (TokenClass tokenClass : TokenClass.values()) {
      sum = sum.add(BigInteger.valueOf(bill.cost().of(tokenClass)));
    }
    return sum;
  }
}
