package watchbill.connectors.kubernetes;

import org.jspecify.annotations.Nullable;

/// Whether something holds, as a condition of the API says it.
public enum Truth {
  TRUE,
  FALSE,
  /// Nobody can say: the condition says so, or there is none.
  UNKNOWN;

  /// What `True` and `False` mean; all else is unknown.
  static Truth of(@Nullable String status) {
    return switch (Said.text(status)) {
      case "True" -> TRUE;
      case "False" -> FALSE;
      default -> UNKNOWN;
    };
  }
}
