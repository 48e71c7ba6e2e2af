package watchbill.core.rules;

import watchbill.core.AgentEvent;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// How often an agent made its context smaller since its task last moved on. Owned by its
/// [AgentState]; bounded: the last ten.
///
/// Whose context it was is not said, so nothing counts for an agent with several sessions or tasks
/// at a time.
final class Compactions {
  /// A context that is full again after so many answers was filled by what it cannot leave out.
  static final int QUICK = 3;

  private static final int REMEMBERED = 10;
  private static final long TOGETHER_MILLIS = 60_000;
  private static final long[] NONE = {};

  private int count;
  private long lastMillis;
  private long[] before = NONE;

  /// How many in a row came after no more than [#QUICK] answers each.
  private int quick;

  /// The answers since the last; beyond [#QUICK] they are not counted.
  private int answers = QUICK + 1;

  private String response = "";

  /// Takes one. Without an answer between them, several of one minute are steps of one.
  void reduced(AgentState state) {
    if (state.sessions.size() > 1 || state.tasks.size() > 1) {
      return;
    }
    long now = state.nowMillis;
    boolean same = count > 0 && answers == 0 && now - lastMillis < TOGETHER_MILLIS;
    if (!same) {
      if (count > 0) {
        if (before.length == 0) {
          before = new long[REMEMBERED];
        }
        before[(count - 1) % REMEMBERED] = lastMillis;
      }
      count++;
      lastMillis = now;
    }
    if (answers > 0) {
      quick = answers <= QUICK ? quick + 1 : 0;
      answers = 0;
    }
  }

  /// Takes an answer of the model, or a piece of one.
  void answered(AgentEvent.ModelAnswered answer) {
    if (answers > QUICK
        || answer.compaction()
        || (!answer.response().isEmpty() && answer.response().equals(response))) {
      return;
    }
    response = answer.response();
    answers++;
    if (answers > QUICK) {
      quick = 0;
    }
  }

  /// The task moved on, or is another.
  void progressed() {
    count = 0;
    quick = 0;
    answers = QUICK + 1;
  }

  /// How many there were.
  int count() {
    return count;
  }

  /// How many in a row were quick.
  int quick() {
    return quick;
  }

  /// When the last was.
  long lastMillis() {
    return lastMillis;
  }

  /// Whether the last `number` of them, from 2 to 10, came within this time.
  boolean within(int number, long millis) {
    return count >= number && lastMillis - before[(count - number) % REMEMBERED] <= millis;
  }

  void save(StateOutput out) {
    out.number(count);
    out.number(lastMillis);
    out.number(before.length);
    for (long at : before) {
      out.number(at);
    }
    out.number(quick);
    out.number(answers);
    out.text(response);
  }

  void restore(StateInput in) {
    count = (int) in.number();
    lastMillis = in.number();
    int remembered = in.count();
    before = remembered == 0 ? NONE : new long[remembered];
    for (int i = 0; i < remembered; i++) {
      before[i] = in.number();
    }
    quick = (int) in.number();
    answers = (int) in.number();
    response = in.text();
  }
}
