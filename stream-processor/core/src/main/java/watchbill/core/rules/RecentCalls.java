package watchbill.core.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import watchbill.core.Evidence.CallPrint;
import watchbill.core.ToolOutcome;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;

/// The calls of one agent that came back last, at most [#CALLS] of them. Owned by its [AgentState].
///
/// Memory: nothing before the first call; then 44 bytes for a call, at most 1,320 with all 30, and
/// the names of the different tools among them, each of at most 64 characters.
final class RecentCalls {
  /// How many calls are remembered. OpenClaw looks at 30, Gemini CLI at 25, OpenHands at 20.
  static final int CALLS = 30;

  private static final int FIRST = 4;
  private static final int CELLS = 5;

  private static final int ARGS = 0;
  private static final int SKETCH = 1;
  private static final int RESULT = 2;
  private static final int AT = 3;
  private static final int REST = 4;

  private long[] cells = {};
  private String[] tools = {};
  private int size;

  /// The place of the oldest call; 0 as long as there are fewer than [#CALLS].
  private int first;

  /// How many of them belong to what the agent does now.
  private int current;

  /// How many calls belong to what the agent does now, at most [#CALLS].
  int current() {
    return current;
  }

  /// What the agent does next is something else: what it did before is kept as evidence alone.
  void turnAway() {
    current = 0;
  }

  /// The call that came back `back` calls ago, 0 for the last one; less than [#current].
  RecentCall back(int back) {
    int place = place(back);
    int from = place * CELLS;
    long rest = cells[from + REST];
    return new RecentCall(
        tools[place],
        cells[from + ARGS],
        cells[from + SKETCH],
        cells[from + RESULT],
        outcome((int) rest & 0xFF),
        (int) (rest >> 32),
        cells[from + AT]);
  }

  /// Whether one of them asked the same and got the same.
  boolean hasCall(RecentCall call) {
    for (int back = 0; back < current; back++) {
      int from = place(back) * CELLS;
      if (cells[from + RESULT] == call.result()
          && cells[from + ARGS] == call.args()
          && tools[place(back)].equals(call.tool())) {
        return true;
      }
    }
    return false;
  }

  /// Whether one of them got the same from the same tool.
  boolean hasResult(RecentCall call) {
    for (int back = 0; back < current; back++) {
      int place = place(back);
      if (cells[place * CELLS + RESULT] == call.result() && tools[place].equals(call.tool())) {
        return true;
      }
    }
    return false;
  }

  /// Whether one of them asked the same.
  boolean hasArgs(RecentCall call) {
    for (int back = 0; back < current; back++) {
      int place = place(back);
      if (cells[place * CELLS + ARGS] == call.args() && tools[place].equals(call.tool())) {
        return true;
      }
    }
    return false;
  }

  /// Adds one; the oldest gives way.
  void add(RecentCall call) {
    int place;
    if (size == CALLS) {
      place = first;
      first = (first + 1) % CALLS;
    } else {
      place = size++;
      grow();
    }
    current = Math.min(CALLS, current + 1);
    tools[place] = known(call.tool(), place);
    int from = place * CELLS;
    cells[from + ARGS] = call.args();
    cells[from + SKETCH] = call.sketch();
    cells[from + RESULT] = call.result();
    cells[from + AT] = call.atMillis();
    cells[from + REST] = (long) call.error() << 32 | code(call.outcome());
  }

  /// The last calls, oldest first, as evidence shows them.
  List<CallPrint> last(int most) {
    List<CallPrint> prints = new ArrayList<>();
    for (int back = Math.min(most, size) - 1; back >= 0; back--) {
      RecentCall call = back(back);
      prints.add(new CallPrint(call.tool(), call.args(), call.result(), call.outcome()));
    }
    return prints;
  }

  void save(StateOutput out) {
    out.number(size);
    out.number(current);
    for (int back = size - 1; back >= 0; back--) {
      int place = place(back);
      int from = place * CELLS;
      int same = sameToolBefore(back);
      out.number(same);
      if (same == 0) {
        out.text(tools[place]);
      }
      out.fixed(cells[from + ARGS]);
      out.fixed(cells[from + SKETCH]);
      out.fixed(cells[from + RESULT]);
      out.number(cells[from + AT]);
      out.number(cells[from + REST]);
    }
  }

  void restore(StateInput in) {
    int saved = in.count();
    current = (int) in.number();
    for (int call = 0; call < saved; call++) {
      size++;
      grow();
      int same = (int) in.number();
      tools[call] = same == 0 ? in.text() : tools[call - same];
      int from = call * CELLS;
      cells[from + ARGS] = in.fixed();
      cells[from + SKETCH] = in.fixed();
      cells[from + RESULT] = in.fixed();
      cells[from + AT] = in.number();
      cells[from + REST] = in.number();
    }
  }

  /// How many calls before that one the same tool was called; 0 when it was not.
  private int sameToolBefore(int back) {
    String tool = tools[place(back)];
    for (int before = back + 1; before < size; before++) {
      if (tools[place(before)].equals(tool)) {
        return before - back;
      }
    }
    return 0;
  }

  /// The same name where it stands already, so that each is kept once.
  private String known(String tool, int except) {
    for (int place = 0; place < size; place++) {
      if (place != except && tools[place].equals(tool)) {
        return tools[place];
      }
    }
    return tool;
  }

  private int place(int back) {
    return (first + size - 1 - back) % CALLS;
  }

  private void grow() {
    if (size > tools.length) {
      int room = Math.clamp(2L * tools.length, FIRST, CALLS);
      cells = Arrays.copyOf(cells, room * CELLS);
      String[] wider = new String[room];
      Arrays.fill(wider, "");
      System.arraycopy(tools, 0, wider, 0, tools.length);
      tools = wider;
    }
  }

  private static int code(ToolOutcome outcome) {
    return switch (outcome) {
      case OK -> 0;
      case ERROR -> 1;
      case REJECTED -> 2;
      case INTERRUPTED -> 3;
    };
  }

  private static ToolOutcome outcome(int code) {
    return switch (code) {
      case 0 -> ToolOutcome.OK;
      case 1 -> ToolOutcome.ERROR;
      case 2 -> ToolOutcome.REJECTED;
      default -> ToolOutcome.INTERRUPTED;
    };
  }
}
