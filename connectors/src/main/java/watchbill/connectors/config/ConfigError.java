package watchbill.connectors.config;

/// A configuration that cannot be used. Its message is one line, `key: want ..., have ...`, and is
/// all that a person needs to see.
public final class ConfigError extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String key;

  /// The error of this key; the message shows `want` and `have` as they are.
  public ConfigError(String key, String want, String have) {
    super(key + ": want " + want + ", have " + have);
    this.key = key;
  }

  /// The key with its path (`nats.url`), or the file's name where the file as a whole is wrong.
  public String key() {
    return key;
  }
}
