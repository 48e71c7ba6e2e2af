package watchbill.connectors.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where a secret is kept: `{file: PATH}` or `{env: NAME}`. No error of it shows the secret.
record SecretPlace(String key, Node.Keys place, ConfigContext context) {
  private static final int MAX_BYTES = 64 << 10;

  Secret read() {
    if (place.nodes().size() == 1) {
      if (place.nodes().get("file") instanceof Node.Scalar file) {
        return ofFile(context.folder().resolve(file.text()));
      }
      if (place.nodes().get("env") instanceof Node.Scalar env) {
        return ofVariable(env.text());
      }
    }
    throw new ConfigError(
        key,
        "{file: PATH} or {env: NAME}",
        "the keys " + String.join(", ", place.nodes().keySet()));
  }

  private Secret ofFile(Path file) {
    String text = ConfigFile.text(key + ".file", file, MAX_BYTES).replaceFirst("\\r?\\n\\z", "");
    if (text.isEmpty()) {
      throw new ConfigError(key + ".file", "a file with a secret in it", file + " (empty)");
    }
    return Secret.of(text);
  }

  private Secret ofVariable(String name) {
    @Nullable String value = context.env().apply(name);
    if (value == null || value.isEmpty()) {
      String state = value == null ? " (not set)" : " (empty)";
      throw new ConfigError(key + ".env", "a variable with a secret in it", name + state);
    }
    return Secret.of(value);
  }
}
