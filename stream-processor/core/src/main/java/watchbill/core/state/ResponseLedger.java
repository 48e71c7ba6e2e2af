package watchbill.core.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import watchbill.core.Usage;

/// Every model response that was seen, so that each counts once however often it is reported: in
/// pieces that grow, redelivered, or repeated by a resumed session. Reports of one response merge
/// by the field-wise maximum, which no order and no repetition changes. Not thread-safe.
///
/// A response is remembered from its last report for at least `horizonMillis` and `capacity`
/// further responses, whichever is less. Of one that is older than what is remembered nobody can
/// say whether it was counted: see [#mayHaveForgotten].
public final class ResponseLedger {
  /// What is known of one response.
  ///
  /// @param agent the number of the agent that reported it first: it pays
  /// @param model the number of the model within that agent
  /// @param tier the service tier that answered, in the provider's words
  /// @param atMillis the earliest moment of which a report of it says that it was then: the date of
  ///   its price, and its day on the bill
  /// @param priced whether its price is on the bill
  public record Entry(
      int agent, int model, String tier, long atMillis, Usage usage, boolean priced) {
    /// Priced now.
    public Entry pricedNow() {
      return new Entry(agent, model, tier, atMillis, usage, true);
    }

    /// Not on the bill, or taken from it.
    public Entry notPriced() {
      return new Entry(agent, model, tier, atMillis, usage, false);
    }
  }

  private final int capacity;
  private final long horizonMillis;
  private Generation young = new Generation(0);
  private Generation old = new Generation(0);
  private long forgottenUntilMillis = Long.MIN_VALUE;

  /// An empty ledger.
  ///
  /// @param capacity how many responses are remembered, at least 1
  /// @param horizonMillis for how long, at least 1
  public ResponseLedger(int capacity, long horizonMillis) {
    this.capacity = capacity;
    this.horizonMillis = horizonMillis;
  }

  /// What is known of a response, or null when it is new.
  public @Nullable Entry find(Fingerprint response) {
    int number = young.keys.find(response);
    if (number >= 0) {
      return young.entries.get(number);
    }
    number = old.keys.find(response);
    return number >= 0 ? old.entries.get(number) : null;
  }

  /// Remembers a response, in place of what was known of it.
  ///
  /// @param heardAtMillis when this report was heard
  public void put(Fingerprint response, Entry entry, long heardAtMillis) {
    int number = young.keys.find(response);
    if (number >= 0) {
      young.entries.set(number, entry);
      return;
    }
    if (young.entries.size() == capacity
        || (!young.entries.isEmpty() && heardAtMillis - young.sinceMillis >= horizonMillis)) {
      if (!old.entries.isEmpty()) {
        forgottenUntilMillis = young.sinceMillis;
      }
      old = young;
      young = new Generation(heardAtMillis);
    } else if (young.entries.isEmpty()) {
      young = new Generation(heardAtMillis);
    }
    young.keys.add(response);
    young.entries.add(entry);
  }

  /// Whether a response that happened at this moment may have been reported and forgotten.
  public boolean mayHaveForgotten(long atMillis) {
    return atMillis < forgottenUntilMillis;
  }

  /// Asks about each response whose price is not on the bill; takes `true` as the news that it now
  /// is.
  public void priceOpen(Predicate<Entry> nowPriced) {
    old.priceOpen(nowPriced, young.keys);
    young.priceOpen(nowPriced, new FingerprintTable());
  }

  /// Writes all responses.
  public void save(StateOutput out) {
    out.number(forgottenUntilMillis);
    old.save(out);
    young.save(out);
  }

  /// Reads what [#save] wrote.
  public static ResponseLedger restore(StateInput in, int capacity, long horizonMillis) {
    ResponseLedger ledger = new ResponseLedger(capacity, horizonMillis);
    ledger.forgottenUntilMillis = in.number();
    ledger.old = Generation.restore(in);
    ledger.young = Generation.restore(in);
    return ledger;
  }

  /// The responses that were reported in one stretch of time.
  private static final class Generation {
    private final FingerprintTable keys = new FingerprintTable();
    private final List<Entry> entries = new ArrayList<>();
    private final long sinceMillis;

    private Generation(long sinceMillis) {
      this.sinceMillis = sinceMillis;
    }

    /// Leaves out what is known better elsewhere.
    private void priceOpen(Predicate<Entry> nowPriced, FingerprintTable elsewhere) {
      for (int i = 0; i < entries.size(); i++) {
        Entry entry = entries.get(i);
        if (!entry.priced && elsewhere.find(keys.get(i)) < 0 && nowPriced.test(entry)) {
          entries.set(i, entry.pricedNow());
        }
      }
    }

    private void save(StateOutput out) {
      out.number(sinceMillis);
      out.number(entries.size());
      for (int i = 0; i < entries.size(); i++) {
        Fingerprint key = keys.get(i);
        Entry entry = entries.get(i);
        out.fixed(key.high());
        out.fixed(key.low());
        out.number(entry.agent);
        out.number(entry.model);
        out.text(entry.tier);
        out.number(entry.atMillis);
        UsageForm.save(entry.usage, out);
        out.number(entry.priced ? 1 : 0);
      }
    }

    private static Generation restore(StateInput in) {
      Generation generation = new Generation(in.number());
      for (int left = in.count(); left > 0; left--) {
        generation.keys.add(new Fingerprint(in.fixed(), in.fixed()));
        generation.entries.add(
            new Entry(
                (int) in.number(),
                (int) in.number(),
                in.text(),
                in.number(),
                UsageForm.restore(in),
                in.number() == 1));
      }
      return generation;
    }
  }
}
