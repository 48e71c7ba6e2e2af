package watchbill.wire;

import java.util.Locale;

/// Why an event could not be understood. Each reason is counted by itself, so it is one of a few.
public enum RejectReason {
  /// The bytes are not JSON.
  NOT_JSON,
  /// The JSON ends too early; an empty message too.
  TRUNCATED,
  /// Something follows the event.
  TRAILING_DATA,
  /// More than 256 KiB.
  TOO_LARGE,
  /// Nested more than 64 deep.
  TOO_DEEP,
  /// The bytes are not UTF-8, or a text holds half of a surrogate pair.
  BAD_UTF8,
  /// A NUL, as a byte or inside a text that is read.
  NUL,
  /// A key that is read stands there twice.
  DUPLICATE_KEY,
  /// The CloudEvents version is not 1.0.
  BAD_SPECVERSION,
  /// The source does not name an agent, where it has to.
  BAD_SOURCE,
  MISSING_FIELD,
  /// A text where a number belongs, a fraction where a count belongs, and the like.
  WRONG_TYPE,
  /// None of the words that may stand there.
  UNKNOWN_VALUE,
  /// The time is not one of RFC 3339.
  BAD_TIME,
  /// The time is too far from when the event was heard.
  TIME_TOO_FAR,
  NEGATIVE_COUNT,
  /// A count that is too large to be true.
  OUT_OF_RANGE,
  /// An identifier or name of more than 256 bytes.
  TEXT_TOO_LONG,
  /// More cached tokens than tokens.
  INCONSISTENT_USAGE;

  /// The reason in lower case, as it stands in headers and labels.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
