package watchbill.wire.feed;

import java.util.Locale;

/// Why a message of a feed is passed over.
public enum SkipReason {
  /// It is in a form that a later version writes.
  NEWER,
  /// It is of a kind that is not known here.
  UNKNOWN_KIND,
  /// Its bytes are no message that can be read here.
  BROKEN;

  /// Its name as a label.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
