package watchbill.connectors.promtext;

/// What one line of a page comes to.
sealed interface Line {
  /// A sample.
  record Read(Sample sample) implements Line {}

  /// It is skipped.
  record Bad(BadLine why) implements Line {
    static Bad of(BadLine why) {
      return new Bad(why);
    }
  }

  /// A comment, or nothing.
  ///
  /// @param end whether it says that the page ends
  record Empty(boolean end) implements Line {}

  /// Whether no line after it is read.
  default boolean isLast() {
    return switch (this) {
      case Read _ -> false;
      case Bad(BadLine why) -> why == BadLine.REST;
      case Empty(boolean end) -> end;
    };
  }
}
