package watchbill.core.rules;

import java.time.Instant;

/// How evidence speaks of time.
final class Evidence {
  private Evidence() {}

  /// The moment in RFC 3339, in UTC.
  static String time(long atMillis) {
    return Instant.ofEpochMilli(atMillis).toString();
  }
}
