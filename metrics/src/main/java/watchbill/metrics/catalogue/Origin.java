package watchbill.metrics.catalogue;

/// Who gives a family its values.
public sealed interface Origin {
  /// We do.
  ///
  /// @param from what the value is read from
  record Ours(String from) implements Origin {}

  /// Another exporter does; we only query it.
  ///
  /// @param exporter the program
  /// @param version the version whose names these are
  record Foreign(String exporter, String version) implements Origin {}

  /// The origin in words.
  default String text() {
    return switch (this) {
      case Ours(String from) -> from;
      case Foreign(String exporter, String version) -> exporter + " " + version;
    };
  }
}
