package watchbill.connectors.http.webconfig;

/// Whether a request may pass.
public enum Admission {
  ADMITTED,
  /// No name and password, or wrong ones: 401.
  UNKNOWN,
  /// Too many at once, or more than the file allows: 429.
  LATER
}
