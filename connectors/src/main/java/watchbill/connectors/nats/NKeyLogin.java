package watchbill.connectors.nats;

import io.nats.client.AuthHandler;
import io.nats.client.NKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.Secret;

/// Signs what a server sends with the user's seed, so that no secret goes over the line
/// (<https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth>).
final class NKeyLogin implements AuthHandler {
  private final NKey key;

  /// @throws ConfigError when this is no seed of a user; the seed is not shown
  NKeyLogin(Secret seed) {
    char[] text = seed.revealChars();
    if (text.length < 2 || text[0] != 'S' || text[1] != 'U') {
      throw refusal();
    }
    try {
      key = NKey.fromSeed(text);
    } catch (IllegalArgumentException _) {
      throw refusal();
    }
  }

  private static ConfigError refusal() {
    return new ConfigError("nats.nkey", "the seed of a user's nkey, SU...", "something else");
  }

  @Override
  public byte @Nullable [] sign(byte[] nonce) {
    try {
      return key.sign(nonce);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java cannot sign with Ed25519", e);
    }
  }

  @Override
  public char[] getID() {
    try {
      return key.getPublicKey();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java does not know Ed25519", e);
    }
  }

  @Override
  public char @Nullable [] getJWT() {
    return null;
  }
}
