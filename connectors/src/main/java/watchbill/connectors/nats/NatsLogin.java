package watchbill.connectors.nats;

import java.nio.file.Path;
import watchbill.connectors.config.Secret;

/// Who we say that we are to a NATS server.
public sealed interface NatsLogin {
  /// Nobody: the server asks for no login.
  record Nobody() implements NatsLogin {}

  /// A user with a password.
  record Password(String user, Secret password) implements NatsLogin {}

  /// Whoever holds this token.
  record Token(Secret token) implements NatsLogin {}

  /// The user with this nkey, by its seed (`SU...`); the server knows the public key alone.
  record NKey(Secret seed) implements NatsLogin {}

  /// The user of a credentials file (a JWT and its nkey), read again at each connect.
  record CredentialsFile(Path file) implements NatsLogin {}
}
