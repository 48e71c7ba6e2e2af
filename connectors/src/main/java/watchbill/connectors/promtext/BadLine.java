package watchbill.connectors.promtext;

import java.util.Locale;

/// Why a line of a page was skipped.
public enum BadLine {
  /// It does not begin with the name of a metric.
  NAME,
  /// Its labels are not closed, not separated, or one is there twice.
  LABELS,
  /// Its value is no number, such as DCGM's `ERROR - FAILED TO CONVERT TO STRING`.
  VALUE,
  /// Behind its value stands what is neither a time nor an exemplar.
  TIME,
  /// It has more labels, or longer ones, than [TextPage] takes.
  TOO_LONG,
  /// The page ends in it: its number may go on.
  UNENDED,
  /// It and all that follow are more than [TextPage] takes; counted once.
  REST;

  /// The reason in lower case.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
