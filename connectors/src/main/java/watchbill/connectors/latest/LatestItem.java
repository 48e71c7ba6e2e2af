package watchbill.connectors.latest;

/// What comes out of a [LatestReader].
public sealed interface LatestItem {
  /// A key has this value, until another comes for it. Values come in the order in which they were
  /// stored; one may come twice.
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Value(String key, byte[] value) implements LatestItem {}

  /// All that was stored when the reading began, or began again, has been delivered. What comes
  /// from now on is news.
  record CaughtUp() implements LatestItem {}

  /// Values cannot be read now. Attempts go on, and each that fails says so again; the next
  /// [CaughtUp] says that they can be.
  record Lost(String why) implements LatestItem {}

  /// Nothing came in the time that there was.
  record Quiet() implements LatestItem {}
}
