package watchbill.cli.explain;

import java.util.HashMap;
import java.util.Map;
import watchbill.core.Signal;
import watchbill.core.Usage;
import watchbill.core.money.ModelBill;
import watchbill.core.money.PicoUsd;

/// What an agent had consumed of each of its models when it was told last: signals carry totals,
/// and a timeline shows what came to them.
final class Bills {
  private record Model(String provider, String name) {}

  private final Map<Model, ModelBill> known = new HashMap<>();

  /// Whether something is known of the bill's model.
  boolean has(ModelBill bill) {
    return known.containsKey(modelOf(bill));
  }

  /// Whether nothing is known of any model.
  boolean isEmpty() {
    return known.isEmpty();
  }

  /// What this total is more than the one before.
  Entry.Spent take(Signal.TokensConsumed spent) {
    ModelBill bill = spent.bill();
    ModelBill before = known.put(modelOf(bill), bill);
    boolean first = before == null;
    Usage usage = first ? bill.usage() : bill.usage().minus(before.usage());
    long open = bill.unpricedTokens() - bill.pricedLaterTokens();
    long openBefore = first ? 0 : before.unpricedTokens() - before.pricedLaterTokens();
    return new Entry.Spent(
        spent.atMillis(),
        spent.atMillis(),
        bill.provider(),
        bill.model(),
        bill.responses() - (first ? 0 : before.responses()),
        usage,
        open - openBefore,
        bill.cost().total() - (first ? 0 : before.cost().total()));
  }

  static boolean sameModel(Entry.Spent one, Entry.Spent other) {
    return one.model().equals(other.model()) && one.provider().equals(other.provider());
  }

  static Entry.Spent sum(Entry.Spent one, Entry.Spent other) {
    return new Entry.Spent(
        one.atMillis(),
        other.untilMillis(),
        one.provider(),
        one.model(),
        one.responses() + other.responses(),
        one.usage().plus(other.usage()),
        one.unpricedTokens() + other.unpricedTokens(),
        PicoUsd.plus(one.picoUsd(), other.picoUsd()));
  }

  private static Model modelOf(ModelBill bill) {
    return new Model(bill.provider(), bill.model());
  }
}
