package watchbill.connectors.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/// A password or token. It prints as `***`, so that no log, record or error shows it; only
/// [#reveal()] gives it away.
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /// The secret with this text, which must not be empty.
  public static Secret of(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("secret: want a text, have nothing");
    }
    return new Secret(value);
  }

  /// The text itself, for the library that sends it.
  public String reveal() {
    return value;
  }

  /// The text itself as characters, a new array at each call.
  public char[] revealChars() {
    return value.toCharArray();
  }

  /// Equal texts, compared in a time that does not tell where they differ.
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "***";
  }
}
