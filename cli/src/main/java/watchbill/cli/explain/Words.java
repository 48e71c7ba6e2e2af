package watchbill.cli.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import watchbill.core.AgentActivity;
import watchbill.core.Remedy;

/// How values are said to a person.
public final class Words {
  private static final int PICO = 12;
  private static final long DAY = 86_400_000;

  private Words() {}

  /// The constant in words: `waiting tool`.
  public static String of(Enum<?> constant) {
    return key(constant).replace('_', ' ');
  }

  /// The constant as programs read it: `waiting_tool`.
  public static String key(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// What an agent is doing, as one says it.
  public static String of(AgentActivity activity) {
    return switch (activity) {
      case WORKING -> "working";
      case WAITING_TOOL -> "waiting for a tool";
      case WAITING_HUMAN -> "waiting for a human";
      case WAITING_PROVIDER -> "waiting for its model provider";
      case WAITING_AGENT -> "waiting for another agent";
      case IDLE -> "idle";
      case SUSPECT -> "suspect";
      case STUCK -> "stuck";
      case INTERRUPTED -> "interrupted";
      case UNKNOWN -> "not heard";
    };
  }

  /// What to do, as one says it.
  public static String of(Remedy remedy) {
    return switch (remedy) {
      case RESTART_AGENT -> "end the agent's process and let it begin its task again";
      case REASSIGN_TASK -> "give its task to another agent";
      case SPLIT_TASK -> "make smaller tasks of its task";
      case TAKE_TASK_BACK -> "take its task out of circulation, and look at it";
      case ANSWER_AGENT -> "answer what the agent has asked";
      case CHECK_TOOL -> "check the tool";
      case CHECK_PROVIDER -> "check the model provider";
      case CHECK_OTHER_AGENT -> "check the agent that it waits for";
      case READ_LOGS -> "read the logs of its container";
      case RAISE_MEMORY_LIMIT -> "raise the memory limit of its container";
      case CHECK_IMAGE -> "check the image of its container";
      case CHECK_VOLUME -> "check the volume of its pod";
      case CHECK_NODE -> "check the node of its pod";
      case ADD_CAPACITY -> "add capacity to the cluster";
    };
  }

  /// Dollars, rounded half to even: `$0.0213`.
  static String dollars(long picoUsd) {
    BigDecimal dollars = new BigDecimal(picoUsd).movePointLeft(PICO);
    return String.format(Locale.ROOT, "$%,.4f", dollars.setScale(4, RoundingMode.HALF_EVEN));
  }

  /// The amount without loss.
  public static BigDecimal exactDollars(long picoUsd) {
    BigDecimal dollars = new BigDecimal(picoUsd).movePointLeft(PICO).stripTrailingZeros();
    return dollars.scale() < 0 ? dollars.setScale(0) : dollars;
  }

  /// A count with what is counted: `1 response`, `1,234 tokens`.
  static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }

  /// A moment to the second, in UTC: `2026-11-22T10:00:00Z`.
  static String moment(long atMillis) {
    return Instant.ofEpochMilli(atMillis).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /// The day of a moment, in UTC: `2026-11-22`.
  static String day(long atMillis) {
    return LocalDate.ofEpochDay(Math.floorDiv(atMillis, DAY)).toString();
  }

  /// The time of day of a moment, in UTC: `10:00:00.123`.
  static String time(long atMillis) {
    long ofDay = Math.floorMod(atMillis, DAY);
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%03d",
        ofDay / 3_600_000,
        ofDay / 60_000 % 60,
        ofDay / 1_000 % 60,
        ofDay % 1_000);
  }

  /// A length of time in its two largest units: `1.2 s`, `5 min 3 s`, `2 h 4 min`, `3 d 1 h`.
  static String length(long millis) {
    long left = Math.max(0, millis);
    long seconds = left / 1_000;
    if (seconds < 10) {
      return left < 1_000 ? left + " ms" : seconds + "." + left % 1_000 / 100 + " s";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return two(seconds / 60, "min", seconds % 60, "s");
    }
    if (seconds < 86_400) {
      return two(seconds / 3_600, "h", seconds % 3_600 / 60, "min");
    }
    return two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
  }

  private static String two(long large, String unit, long small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
