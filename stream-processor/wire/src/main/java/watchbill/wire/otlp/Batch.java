package watchbill.wire.otlp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import watchbill.core.AgentEvent;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentEvent.SessionEnded;
import watchbill.core.AgentEvent.SessionStarted;
import watchbill.core.AgentKey;
import watchbill.core.Usage;

/// The events that one request, or the passing of time, amounts to. Here it is decided which form
/// of a session's spend counts; `docs/decisions/0024-one-form-of-spend.md` says why so.
///
/// An event or span counts at once, if nothing else tells of its session's spend yet. A metric
/// waits for [#PATIENCE_MILLIS]; if by then no event or span has come, metrics are on the bill.
/// What was decided holds as long as that form goes on: silent for [#SILENCE_MILLIS] it gives up
/// its place. What has no session is decided for the sender as a whole.
final class Batch {
  /// Longer than SDKs keep events and spans back (5 s) and send them again.
  static final long PATIENCE_MILLIS = 15_000;

  static final long SILENCE_MILLIS = 3_600_000;

  /// A session is over when nothing was heard of it for so long and no call is in flight: less than
  /// the hour after which a person's missing answer is a finding.
  private static final long IDLE_MILLIS = 45 * 60_000;

  /// ... and with a call in flight.
  private static final long LOST_MILLIS = 24 * 3_600_000;

  final long nowMillis;
  final Sessions sessions;
  final List<OtlpEvent> events = new ArrayList<>();
  final Map<OtlpRefusal, Long> refused = new EnumMap<>(OtlpRefusal.class);

  /// How many records, spans and points were read.
  int items;

  private final int most;

  /// How many events what is held will be.
  private int promised;

  /// @param most from so many events on what metrics say is held, to be told later
  Batch(long nowMillis, int most, Sessions sessions) {
    this.nowMillis = nowMillis;
    this.most = most;
    this.sessions = sessions;
  }

  /// How much it is that was brought.
  int work() {
    return Math.max(items, events.size() + promised);
  }

  void refuse(OtlpRefusal reason) {
    refused.merge(reason, 1L, Long::sum);
  }

  void tell(AgentKey agent, String id, AgentEvent event) {
    events.add(new OtlpEvent(agent, id, event));
  }

  /// The session of a sender, of which something is heard; it begins with the first word.
  SessionRecord heard(Sender sender, String session, long atMillis) {
    SessionRecord record = sessions.record(sender, session);
    record.heardMillis = nowMillis;
    if (!record.begun && !session.isEmpty()) {
      record.begun = true;
      tell(
          sender.agent(),
          Names.print("session", session, Long.toString(atMillis)),
          new SessionStarted(
              atMillis,
              session,
              "",
              sender.service(),
              sender.kubernetesNamespace(),
              sender.pod(),
              sender.node(),
              ""));
    }
    return record;
  }

  /// Takes an answer that an event or a span tells of, if that is what counts.
  void answered(Sender sender, SpendSource source, String id, ModelAnswered answer) {
    SessionRecord whole = sessions.record(sender, "");
    giveUp(whole);
    SessionRecord record = whole;
    if (answer.session().isEmpty()) {
      if (whole.source == null) {
        decide(whole, source);
      }
      whole.direct |= whole.source == source;
    } else {
      record = sessions.record(sender, answer.session());
      giveUp(record);
      SpendSource others = whole.source;
      if (record.source == null) {
        boolean taken = others != null && others != source && (others.isMetric() || whole.direct);
        decide(record, taken && others != null ? others : source);
        if (others == null) {
          decide(whole, source);
        }
      }
    }
    record.heardMillis = nowMillis;
    if (record.source == source) {
      record.told(nowMillis, answer.atMillis());
      if (whole.source == source) {
        whole.told(nowMillis, answer.atMillis());
        whole.heardMillis = nowMillis;
      }
      tell(sender.agent(), id, answer);
    }
  }

  /// Takes what a metric says was spent, or holds it until it is clear what counts.
  ///
  /// @param sinceMillis from when on it was spent
  void measured(Sender sender, HeldSpend spend, long sinceMillis) {
    SessionRecord record = sessions.record(sender, spend.session());
    record.heardMillis = nowMillis;
    SessionRecord whole = sessions.record(sender, "");
    settle(record);
    giveUp(record);
    giveUp(whole);
    if (record.wasTold(spend.source(), sinceMillis)) {
      return;
    }
    SpendSource others = whole.source;
    if (record.source == null && others != null && others.isMetric() && others != spend.source()) {
      decide(record, others);
    }
    if (record.source == null) {
      hold(record, spend, nowMillis + PATIENCE_MILLIS);
    } else if (record.source == spend.source()) {
      record.told(nowMillis, spend.atMillis());
      if (events.size() < most) {
        tell(record, spend);
      } else {
        hold(record, spend, nowMillis);
      }
    }
  }

  private void hold(SessionRecord record, HeldSpend spend, long dueMillis) {
    if (record.held.stream().anyMatch(other -> other.key().equals(spend.key()))) {
      return;
    }
    if (record.held.size() >= SessionRecord.HELD || !sessions.mayHold(record)) {
      refuse(OtlpRefusal.TOO_MANY_STREAMS);
      return;
    }
    if (record.held.isEmpty()) {
      record.heldDueMillis = dueMillis;
    }
    record.held.add(spend);
    promised += (int) SpendPieces.of(spend.usage(), spend.responses());
  }

  /// Does what has fallen due for a session.
  void settle(SessionRecord record) {
    if (!record.held.isEmpty() && record.heldDueMillis <= nowMillis) {
      if (record.source == null) {
        decideHeld(record, sessions.wholeOf(record));
      }
      tellHeld(record);
    }
    if (events.size() < most
        && record.begun
        && nowMillis - record.heardMillis >= idleMillis(record)) {
      record.begun = false;
      record.task = "";
      record.calls.clear();
      long at = record.heardMillis;
      tell(
          record.agent,
          Names.print("session over", record.session, Long.toString(at)),
          new SessionEnded(nowMillis, record.session, "nothing more was heard of it"));
    }
  }

  private void decideHeld(SessionRecord record, SessionRecord whole) {
    List<HeldSpend> held = new ArrayList<>(record.held);
    SpendSource best = held.getFirst().source();
    for (HeldSpend spend : held) {
      best = spend.source().compareTo(best) < 0 ? spend.source() : best;
    }
    SpendSource others = whole.source;
    boolean taken = record != whole && others != null && others.isMetric();
    SpendSource chosen = taken && others != null ? others : best;
    if (others == null && record != whole) {
      held.addAll(whole.held);
      decide(whole, chosen);
    }
    decide(record, chosen);
    for (HeldSpend spend : held) {
      if (spend.source() == chosen) {
        record.held.add(spend);
        record.told(nowMillis, spend.atMillis());
      }
    }
  }

  private void tellHeld(SessionRecord record) {
    int told = 0;
    while (told < record.held.size() && events.size() < most) {
      tell(record, record.held.get(told++));
    }
    record.held.subList(0, told).clear();
  }

  /// When [#settle] has something to do for a session if nothing more is heard.
  static long dueAt(SessionRecord record) {
    long held = record.held.isEmpty() ? Long.MAX_VALUE : record.heldDueMillis;
    long over = record.begun ? record.heardMillis + idleMillis(record) : Long.MAX_VALUE;
    return Math.min(held, over);
  }

  private static long idleMillis(SessionRecord record) {
    return record.calls.isEmpty() ? IDLE_MILLIS : LOST_MILLIS;
  }

  private void decide(SessionRecord record, SpendSource source) {
    record.source = source;
    record.sourceHeardMillis = nowMillis;
    record.held.clear();
  }

  private void giveUp(SessionRecord record) {
    if (record.held.isEmpty() && nowMillis - record.sourceHeardMillis >= SILENCE_MILLIS) {
      record.giveUp();
    }
  }

  /// A sum of several responses is told in pieces that are no larger than one may be: whoever pays
  /// more for large prompts would pay for one that never was.
  private void tell(SessionRecord record, HeldSpend spend) {
    Usage usage = spend.usage();
    long pieces = SpendPieces.of(usage, spend.responses());
    for (long i = 0; i < pieces; i++) {
      String response = spend.key() + "-" + i;
      tell(
          record.agent,
          response,
          new ModelAnswered(
              spend.atMillis(),
              spend.provider(),
              spend.model(),
              response,
              "",
              SpendPieces.piece(usage, i, pieces),
              spend.session(),
              "",
              false));
    }
  }
}
