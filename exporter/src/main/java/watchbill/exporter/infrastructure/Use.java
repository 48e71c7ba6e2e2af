package watchbill.exporter.infrastructure;

import java.util.Locale;

/// What a part of the cluster is used for. Every dollar of the bill is for one of them.
enum Use {
  /// Held by agents' pods.
  AGENTS,
  /// Held by pods that are not agents'.
  OTHER,
  /// Kept back on each node for its system, so that no pod can have it.
  RESERVED,
  /// Allocated to nobody.
  IDLE;

  /// As it stands in a label.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
