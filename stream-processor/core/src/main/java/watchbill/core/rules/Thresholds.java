package watchbill.core.rules;

import java.time.Duration;

/// From when on an agent counts as stuck. Sources are in `docs/configuration.md`.
///
/// @param toolHang how long a tool call may be in flight while the agent does nothing else; from 1
///   s to 24 h
/// @param noToolCall how long a task may be active with nothing in flight and no tool called; from
///   1 s to 24 h
/// @param answer how long an agent may wait for a human or another agent; from 1 s to 7 d
/// @param provider how long an agent may wait for its model provider; from 1 s to 7 d
/// @param repeats how many times in a row the same call may give the same result; from 3 to 100
/// @param crashes how many failed ends of one container within `crashWindow` are a loop; from 2 to
///   10
/// @param crashWindow the span in which they are counted, and after which without one the loop is
///   over; from 1 s to 24 h
/// @param loadFresh how long a reported load is true; from 1 s to 24 h
/// @param podBlocked how long the cluster may keep the pod of a silent agent from running; from 1 s
///   to 24 h
/// @param loops from when on calls that lead nowhere count, beside `repeats`
/// @param tasks from when on what becomes of its sessions and tasks counts
/// @param calls what is asked of tool calls besides
/// @param talk how much an agent may say and spend while it does nothing
public record Thresholds(
    Duration toolHang,
    Duration noToolCall,
    Duration answer,
    Duration provider,
    int repeats,
    int crashes,
    Duration crashWindow,
    Duration loadFresh,
    Duration podBlocked,
    LoopLimits loops,
    TaskLimits tasks,
    CallLimits calls,
    TalkLimits talk) {

  static final Duration DAY = Duration.ofDays(1);
  static final Duration WEEK = Duration.ofDays(7);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /// The thresholds that hold when nobody says otherwise. Ten minutes without a tool call is the
  /// rule of the field (agent.ceo); five repeats are Cline's hard limit and Qwen Code's; three
  /// failed ends in a quarter of an hour are what a kubelet's back-off allows to a crash loop.
  public static final Thresholds DEFAULT =
      new Thresholds(
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(60),
          Duration.ofMinutes(60),
          5,
          3,
          Duration.ofMinutes(15),
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          LoopLimits.DEFAULT,
          TaskLimits.DEFAULT,
          CallLimits.DEFAULT,
          TalkLimits.DEFAULT);

  public Thresholds {
    check("toolHang", toolHang, DAY);
    check("noToolCall", noToolCall, DAY);
    check("answer", answer, WEEK);
    check("provider", provider, WEEK);
    check("repeats", repeats, 3, 100);
    check("crashes", crashes, 2, 10);
    check("crashWindow", crashWindow, DAY);
    check("loadFresh", loadFresh, DAY);
    check("podBlocked", podBlocked, DAY);
  }

  /// With other limits on silence and repetition.
  public Thresholds with(LoopLimits otherLoops, CallLimits otherCalls) {
    return new Thresholds(
        toolHang,
        noToolCall,
        answer,
        provider,
        repeats,
        crashes,
        crashWindow,
        loadFresh,
        podBlocked,
        otherLoops,
        tasks,
        otherCalls,
        talk);
  }

  static void check(String key, Duration value, Duration longest) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "stuck.%s: want 1s to %dh, have %s".formatted(key, longest.toHours(), value));
    }
  }

  static void check(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "stuck.%s: want %d to %d, have %d".formatted(key, least, most, value));
    }
  }
}
