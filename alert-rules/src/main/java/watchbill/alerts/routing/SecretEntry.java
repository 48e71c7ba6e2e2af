package watchbill.alerts.routing;

import java.util.regex.Pattern;

/// The name of a secret that Alertmanager reads: an entry of a Kubernetes Secret, and a file where
/// that is mounted. What is in it never passes through Watchbill.
///
/// @param name letters, digits, `-`, `_` and `.`
public record SecretEntry(String name) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,252}");

  public SecretEntry {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "secret: want the name of an entry (letters, digits, -, _ and .), have " + name);
    }
  }
}
