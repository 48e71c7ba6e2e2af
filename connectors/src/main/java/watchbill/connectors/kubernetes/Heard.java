package watchbill.connectors.kubernetes;

/// What came over one open watch, on its way to the thread that owns the loop. Each names the watch
/// that it came from, so that the last words of a closed one can be told from news.
sealed interface Heard {
  ScopeWatch from();

  /// A pod is so now.
  record Changed(ScopeWatch from, PodView pod) implements Heard {}

  /// A pod is gone.
  record Removed(ScopeWatch from, PodView pod) implements Heard {}

  /// Nothing happened up to this version.
  record Bookmark(ScopeWatch from, String version) implements Heard {}

  /// The watch is over.
  ///
  /// @param gone whether the server no longer knows what changed since our version
  /// @param why in one line; empty when the server ended it in order
  record Ended(ScopeWatch from, boolean gone, String why) implements Heard {}
}
