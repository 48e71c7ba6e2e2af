package watchbill.core.rules;

import watchbill.core.AgentEvent;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The sessions that an agent has begun one after the other, none of which did anything. Owned by
/// its [AgentState]; bounded: the last ten.
///
/// A session did something when a tool was called or came back, a model answered or failed, a task
/// moved on or ended, a checkpoint was saved, somebody was waited for, or the session itself ended
/// as sessions do. A task that begins says nothing: a process that starts again takes its task on
/// again. The end of a container is Kubernetes' own restart, and no relaunch. Sessions that a
/// person attends are begun as that person likes.
///
/// Sessions side by side begin without the earlier ones having ended: those of one second are taken
/// as such, and of an agent that ever had two at a time (by its heartbeats, or because an older one
/// did something or ended after a newer had begun) only a session that begins twice counts.
final class Relaunches {
  private static final int REMEMBERED = 10;
  private static final long TOGETHER_MILLIS = 1_000;
  private static final long[] NONE = {};

  private String session = "";

  /// When it began by the agent's clock, so that one that is told again is not another.
  private long sessionAtMillis;

  private boolean parallel;

  /// How many there are in the row, when the first and the last of them began, and of the last ten
  /// when each did.
  private int count;

  private long sinceMillis;
  private long lastMillis;
  private long[] begun = NONE;

  /// Takes the beginning of a session.
  ///
  /// @param again whether it is open already
  void begun(AgentEvent.SessionStarted started, boolean again, long nowMillis) {
    boolean toldAgain =
        again && sessionAtMillis == started.atMillis() && session.equals(started.session());
    if (toldAgain) {
      return;
    }
    session = started.session();
    sessionAtMillis = started.atMillis();
    if (started.attended()) {
      count = 0;
    } else if (count == 0) {
      count = 1;
      sinceMillis = nowMillis;
      lastMillis = nowMillis;
    } else if ((again || !parallel) && nowMillis - lastMillis >= TOGETHER_MILLIS) {
      if (begun.length == 0) {
        begun = new long[REMEMBERED];
      }
      begun[(count - 1) % REMEMBERED] = lastMillis;
      count++;
      lastMillis = nowMillis;
    }
  }

  /// The agent did something.
  void worked() {
    count = 0;
  }

  /// A session did something or ended.
  void worked(String ofSession) {
    count = 0;
    parallel |= !ofSession.isEmpty() && !session.isEmpty() && !ofSession.equals(session);
  }

  /// The agent said how many sessions it has.
  void reported(int activeSessions) {
    parallel |= activeSessions > 1;
  }

  /// How many sessions there are in the row.
  int count() {
    return count;
  }

  /// When the last of them began.
  long lastMillis() {
    return lastMillis;
  }

  /// When the first of them began.
  long sinceMillis() {
    return sinceMillis;
  }

  /// Whether the last `number` of them, from 2 to 10, began within this time.
  boolean within(int number, long millis) {
    return count >= number && lastMillis - begun[(count - number) % REMEMBERED] <= millis;
  }

  void save(StateOutput out) {
    out.text(session);
    out.number(sessionAtMillis);
    out.number(parallel ? 1 : 0);
    out.number(count);
    out.number(sinceMillis);
    out.number(lastMillis);
    out.number(begun.length);
    for (long at : begun) {
      out.number(at);
    }
  }

  void restore(StateInput in) {
    session = in.text();
    sessionAtMillis = in.number();
    parallel = in.number() == 1;
    count = (int) in.number();
    sinceMillis = in.number();
    lastMillis = in.number();
    int remembered = in.count();
    begun = remembered == 0 ? NONE : new long[remembered];
    for (int i = 0; i < remembered; i++) {
      begun[i] = in.number();
    }
  }
}
