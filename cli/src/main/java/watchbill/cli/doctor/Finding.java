package watchbill.cli.doctor;

import watchbill.cli.explain.Printable;
import watchbill.cli.logs.Redaction;

/// What one check has found.
///
/// @param subject what was looked at: `nats.stream`
/// @param found what it is like, in one line
/// @param advice what to do; empty where nothing needs to be done
public record Finding(Grade grade, String subject, String found, String advice) {
  private static final int LONGEST = 2_000;

  /// All is well.
  public static Finding ok(String subject, String found) {
    return new Finding(Grade.OK, subject, found, "");
  }

  /// It works, and should be better.
  public static Finding warn(String subject, String found, String advice) {
    return new Finding(Grade.WARN, subject, found, advice);
  }

  /// It does not work.
  public static Finding fail(String subject, String found, String advice) {
    return new Finding(Grade.FAIL, subject, found, advice);
  }

  /// It was not looked at.
  public static Finding notAsked(String subject, String why, String advice) {
    return new Finding(Grade.NOT_ASKED, subject, why, advice);
  }

  /// The line for a person: one, with nothing that a terminal would take as an order, and without
  /// secrets, whatever a server said.
  public String line() {
    String end = advice.isEmpty() ? "" : "; " + advice;
    return Printable.of(
        "%-4s  %-24s  %s%s".formatted(grade.word(), subject, Redaction.of(found, LONGEST), end));
  }
}
