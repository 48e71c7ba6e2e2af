package watchbill.connectors.http;

/// How many bytes of bodies are held at this moment, of all requests together. For the event loop
/// alone.
final class Bodies {
  static final long MOST = 64L << 20;

  private long held;

  /// Takes so many bytes more, if there is room for them.
  boolean take(long bytes) {
    if (held + bytes > MOST) {
      return false;
    }
    held += bytes;
    return true;
  }

  void give(long bytes) {
    held -= bytes;
  }
}
