package watchbill.connectors.access;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.config.Secret;

/// How to reach one server, and as whom.
///
/// @param user empty for the server's default
/// @param password absent when it wants none
/// @param tls whether to speak TLS; certificates are checked against those that the JVM trusts
/// @param patience to connect, and again for each answer
public record Access(
    Address address, String user, Optional<Secret> password, boolean tls, Duration patience) {
  private static final int LONGEST = 300;

  /// The patience as libraries want it.
  public int patienceMillis() {
    return Math.toIntExact(patience.toMillis());
  }

  /// What went wrong with this server: one line with its address and the innermost reason, in which
  /// the password does not stand even when a library put it there.
  public IOException failure(Throwable failure) {
    String said = failure.getClass().getSimpleName();
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      String message = at.getMessage();
      if (message != null && !message.isBlank()) {
        said = message;
      }
    }
    String line = withoutPassword(said).replaceAll("\\s+", " ").strip();
    String shown = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    return new IOException(address + ": " + shown);
  }

  private String withoutPassword(String text) {
    return password.map(secret -> text.replace(secret.reveal(), "***")).orElse(text);
  }
}
