package watchbill.exporter.replication;

import java.util.Locale;

/// How a lag in seconds is known.
public enum LagMethod {
  /// The store says so.
  REPORTED,
  /// We wrote on the leader, and read on the copy.
  CANARY,
  /// From where the copy is, and when the leader was there at our former looks.
  ESTIMATED;

  /// As it stands in a label.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
