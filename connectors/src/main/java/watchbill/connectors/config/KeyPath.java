package watchbill.connectors.config;

/// How a key is named in errors: `nats.url`, `stores[0].name`, `labels."app.kubernetes.io/name"`.
final class KeyPath {
  private KeyPath() {}

  static String join(String path, String key) {
    boolean plain = !key.isEmpty() && key.chars().allMatch(KeyPath::isPlain);
    String shown = plain ? key : '"' + key.replaceAll("\\p{Cntrl}", "?") + '"';
    return path.isEmpty() ? shown : path + '.' + shown;
  }

  static String item(String path, int index) {
    return path + '[' + index + ']';
  }

  private static boolean isPlain(int c) {
    return c == '_' || c == '-' || (c < 128 && Character.isLetterOrDigit(c));
  }
}
