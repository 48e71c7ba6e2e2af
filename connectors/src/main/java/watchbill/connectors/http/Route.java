package watchbill.connectors.http;

/// What is answered at one path.
///
/// @param path the whole path, such as `/metrics`
/// @param atOnce how many requests are computed at the same time; more are refused with 503. A slow
///   reader does not count: its answer is computed already
/// @param answer what computes it
public record Route(String path, int atOnce, Answer answer) {
  public Route {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("route: want a path that starts with /, have " + path);
    }
    if (atOnce < 1) {
      throw new IllegalArgumentException("route: want 1 or more at once, have " + atOnce);
    }
  }
}
