package watchbill.connectors.kubernetes;

/// What came over one open watch, on its way to the thread that owns the loop. Each names the watch
/// that it came from, so that the last words of a closed one can be told from news.
sealed interface Heard<V> {
  ScopeWatch<?, V> from();

  /// An object is so now.
  record Changed<V>(ScopeWatch<?, V> from, V object) implements Heard<V> {}

  /// An object is gone.
  record Removed<V>(ScopeWatch<?, V> from, V object) implements Heard<V> {}

  /// Nothing happened up to this version.
  record Bookmark<V>(ScopeWatch<?, V> from, String version) implements Heard<V> {}

  /// The watch is over.
  ///
  /// @param gone whether the server no longer knows what changed since our version
  /// @param why in one line; empty when the server ended it in order
  record Ended<V>(ScopeWatch<?, V> from, boolean gone, String why) implements Heard<V> {}
}
