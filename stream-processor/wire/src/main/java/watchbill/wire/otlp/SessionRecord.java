package watchbill.wire.otlp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import watchbill.core.AgentKey;
import watchbill.core.state.Fingerprint;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// What is remembered of one session of one sender, or of what a sender says without a session.
final class SessionRecord {
  /// How many counters one session may have.
  static final int COUNTERS = 1_000;

  /// How many intervals may wait for a decision.
  static final int HELD = 1_000;

  private static final int CALLS = 64;

  final Fingerprint id;

  /// The record of what the same sender says without a session; its own id for that record.
  final Fingerprint whole;

  final AgentKey agent;
  final String session;
  @Nullable SpendSource source;
  boolean direct;
  long sourceHeardMillis;
  long heardMillis;
  boolean begun;
  String task = "";
  long taskAtMillis;
  long heldDueMillis;
  final List<HeldSpend> held = new ArrayList<>();
  final List<String> calls = new ArrayList<>();

  /// The one that was not heard for longest first.
  final SequencedMap<Fingerprint, Counter> counters = new LinkedHashMap<>();

  /// Up to when [#source] told of spend, by the sender's clock.
  private long toldMillis;

  /// The form that counted before, and up to when it told.
  private @Nullable SpendSource formerly;

  private long formerlyToldMillis;

  SessionRecord(Fingerprint id, Fingerprint whole, AgentKey agent, String session) {
    this.id = id;
    this.whole = whole;
    this.agent = agent;
    this.session = session;
  }

  /// Spend up to this time was told in the form that counts.
  void told(long nowMillis, long atMillis) {
    sourceHeardMillis = nowMillis;
    toldMillis = Math.max(toldMillis, atMillis);
  }

  /// Whether what another form sums since then may already be on the bill.
  boolean wasTold(SpendSource by, long sinceMillis) {
    return formerly != null && formerly != by && sinceMillis < formerlyToldMillis;
  }

  /// The form that counted does not any more.
  void giveUp() {
    if (source != null) {
      formerly = source;
      formerlyToldMillis = toldMillis;
      source = null;
      direct = false;
    }
  }

  void callStarted(String call) {
    if (!calls.contains(call)) {
      if (calls.size() == CALLS) {
        calls.removeFirst();
      }
      calls.add(call);
    }
  }

  void callEnded(String call) {
    calls.remove(call);
  }

  void save(StateOutput out) {
    out.fixed(id.high());
    out.fixed(id.low());
    out.fixed(whole.high());
    out.fixed(whole.low());
    out.text(agent.tenant());
    out.text(agent.agent());
    out.text(session);
    out.name(source);
    out.number(direct ? 1 : 0);
    out.number(sourceHeardMillis);
    out.number(heardMillis);
    out.number(begun ? 1 : 0);
    out.text(task);
    out.number(taskAtMillis);
    out.number(heldDueMillis);
    out.number(held.size());
    held.forEach(spend -> spend.save(out));
    out.number(calls.size());
    calls.forEach(out::text);
    out.number(counters.size());
    counters.forEach((stream, value) -> {
      out.fixed(stream.high());
      out.fixed(stream.low());
      value.save(out);
    });
    out.number(toldMillis);
    out.name(formerly);
    out.number(formerlyToldMillis);
  }

  /// @param form 1 where counters were values alone
  static SessionRecord restore(StateInput in, long form) {
    SessionRecord record =
        new SessionRecord(
            new Fingerprint(in.fixed(), in.fixed()),
            new Fingerprint(in.fixed(), in.fixed()),
            new AgentKey(in.text(), in.text()),
            in.text());
    record.source = in.name(SpendSource.class);
    record.direct = in.number() == 1;
    record.sourceHeardMillis = in.number();
    record.heardMillis = in.number();
    record.begun = in.number() == 1;
    record.task = in.text();
    record.taskAtMillis = in.number();
    record.heldDueMillis = in.number();
    for (int left = in.count(); left > 0; left--) {
      record.held.add(HeldSpend.restore(in));
    }
    for (int left = in.count(); left > 0; left--) {
      record.calls.add(in.text());
    }
    for (int left = in.count(); left > 0; left--) {
      record.counters.put(
          new Fingerprint(in.fixed(), in.fixed()),
          form == 1 ? new Counter(in.number(), 0, 0) : Counter.restore(in));
    }
    if (form > 1) {
      record.toldMillis = in.number();
      record.formerly = in.name(SpendSource.class);
      record.formerlyToldMillis = in.number();
    }
    return record;
  }
}
