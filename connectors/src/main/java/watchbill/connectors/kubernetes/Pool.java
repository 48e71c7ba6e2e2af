package watchbill.connectors.kubernetes;

import org.jspecify.annotations.Nullable;

/// Values that were seen lately, so that many equal ones are kept once: the names of nodes and
/// owners, the labels of a role, what a container asks for. Remembers a bounded number of them, the
/// later of two that meet in one place; what it has forgotten is kept twice, and nothing worse.
///
/// Takes immutable values only. Safe from any thread: one that races another keeps a value twice.
final class Pool {
  private static final int PLACES = 1 << 14;

  /// A longer text is hardly said twice, and would be held for as long as nothing takes its place.
  private static final int LONGEST = 256;

  private final @Nullable Object[] places = new Object[PLACES];

  /// The value that equals this one, if one is remembered; else this one.
  @SuppressWarnings("unchecked") // an equal text, record, list or set is of the same type
  <T> T one(T value) {
    int hash = value.hashCode() * 0x9e3779b9;
    int place = hash >>> (Integer.SIZE - Integer.numberOfTrailingZeros(PLACES));
    Object seen = places[place];
    if (value.equals(seen)) {
      return (T) seen;
    }
    places[place] = value;
    return value;
  }

  /// The same for a text that may not be said; that is empty.
  String text(@Nullable String text) {
    String said = Said.text(text);
    return said.length() > LONGEST ? said : one(said);
  }
}
