package watchbill.exporter.infrastructure;

import java.util.Locale;

/// What is paid for.
enum Resource {
  CPU,
  MEMORY,
  GPU,
  VOLUME;

  /// As it stands in a label.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
