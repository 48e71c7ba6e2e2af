package watchbill.connectors.kubernetes;

import org.jspecify.annotations.Nullable;

/// What an object's status says of one thing that may hold of it or not.
///
/// @param reason in the words of who wrote it, such as `ProgressDeadlineExceeded`; may be empty
/// @param sinceMillis when its status last changed, in milliseconds since the epoch; -1 when not
///   said
public record StatusCondition(Truth status, String reason, long sinceMillis) {
  /// Nothing is said.
  public static final StatusCondition NONE = new StatusCondition(Truth.UNKNOWN, "", Said.NO_TIME);

  static StatusCondition of(
      @Nullable String status, @Nullable String reason, @Nullable String lastTransition) {
    return new StatusCondition(
        Truth.of(status), Said.shortText(reason), Said.millis(lastTransition));
  }
}
