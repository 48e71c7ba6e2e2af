package watchbill.exporter.replication;

import java.util.Locale;

/// What a copy does in its store.
public enum Role {
  /// It takes the writes.
  LEADER,
  /// It takes over what the leader wrote.
  FOLLOWER,
  /// It does not say, or is several.
  UNKNOWN;

  /// As it stands in a label.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
