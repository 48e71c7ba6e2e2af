package watchbill.connectors.http;

/// What is answered at one path, or at all paths that begin alike.
///
/// @param path the whole path, such as `/metrics`; or a beginning and a star, such as `/api/*`, for
///   all paths below that have no route of their own
/// @param atOnce how many requests are computed at the same time; more are refused with 503. A slow
///   reader does not count: its answer is computed already
/// @param answer what computes it
public record Route(String path, int atOnce, Answer answer) {
  private static final String BELOW = "/*";

  public Route {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("route: want a path that starts with /, have " + path);
    }
    if (atOnce < 1) {
      throw new IllegalArgumentException("route: want 1 or more at once, have " + atOnce);
    }
  }

  /// Whether it answers at many paths.
  boolean isPattern() {
    return path.endsWith(BELOW);
  }

  /// Whether it is a pattern and answers at this path.
  boolean covers(String requested) {
    return isPattern() && requested.startsWith(path.substring(0, path.length() - 1));
  }
}
