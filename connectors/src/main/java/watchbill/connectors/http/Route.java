package watchbill.connectors.http;

import java.util.List;

/// What is answered at one path, or at all paths that begin alike.
///
/// @param path the whole path, such as `/metrics`; or a beginning and a star, such as `/api/*`, for
///   all paths below that have no route of their own
/// @param atOnce how many requests are computed at the same time; more are refused with 503. A slow
///   reader does not count: its answer is computed already
/// @param answer what computes it
/// @param largestBody how many bytes may be POSTed there, as they come over the wire; 0 for a path
///   that is asked with GET and HEAD
public record Route(String path, int atOnce, Answer answer, int largestBody) {
  private static final String BELOW = "/*";

  /// What is asked with GET and HEAD.
  public Route(String path, int atOnce, Answer answer) {
    this(path, atOnce, answer, 0);
  }

  public Route {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("route: want a path that starts with /, have " + path);
    }
    if (largestBody < 0) {
      throw new IllegalArgumentException("route: want a body of 0 or more, have " + largestBody);
    }
    if (atOnce < 1) {
      throw new IllegalArgumentException("route: want 1 or more at once, have " + atOnce);
    }
  }

  /// The methods that it answers.
  List<String> methods() {
    return largestBody > 0 ? List.of("POST") : List.of("GET", "HEAD");
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
