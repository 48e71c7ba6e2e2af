package watchbill.wire.otlp;

import java.util.Locale;

/// Why a record, data point or span was not taken. It is no use to send it again.
public enum OtlpRefusal {
  /// Its bytes are not what they should be.
  MALFORMED,
  /// More than 256 KiB.
  TOO_LARGE,
  /// Neither path nor resource names an agent, or by a name that no agent can have.
  NO_AGENT,
  /// Its time is more than a day ahead or more than 400 days old.
  TIME_TOO_FAR,
  /// A count that is negative, no whole number, or too large to be true.
  BAD_COUNT,
  /// A name or identifier of more than 256 bytes.
  TEXT_TOO_LONG,
  /// More counters, or more sums that wait for a decision, than are kept of a session or a tenant.
  TOO_MANY_STREAMS,
  /// An event of an agent beyond those that its tenant may have.
  TOO_MANY_AGENTS,
  /// More records or spans in one request than are read.
  TOO_MANY_ITEMS;

  /// The reason in lower case, as it stands in labels.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
