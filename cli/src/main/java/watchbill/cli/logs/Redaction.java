package watchbill.cli.logs;

import java.util.regex.Pattern;

/// Takes out of a text what looks like a secret. What we write ourselves has none; what a driver or a
/// server says of a connection may have the address with its password.
final class Redaction {
  private static final Pattern USER_OF_ADDRESS = Pattern.compile("://[^/\\s@\"']+@");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:password|passwd|secret|token|api[-_]?key|routing[-_]?key|authorization)[\"']?\\s*[=:]\\s*"
              + "(?:(?:bearer|basic)\\s+)?)[^\\s,;\"'}]+");
  private static final Pattern CREDENTIAL =
      Pattern.compile("(?i)\\b(bearer|basic)\\s+[a-z0-9+/_.=~-]{8,}");

  private Redaction() {}

  /// The text with `***` where a secret was.
  static String of(String text) {
    String redacted = USER_OF_ADDRESS.matcher(text).replaceAll("://***@");
    redacted = NAMED.matcher(redacted).replaceAll("$1***");
    return CREDENTIAL.matcher(redacted).replaceAll("$1 ***");
  }
}
