package watchbill.connectors.nats;

/// How a server of NATS greets who connects.
///
/// @param address where it was reached
/// @param version such as `2.10.24`
/// @param tls whether it speaks TLS with us
/// @param jetStream whether it keeps streams
/// @param maxPayload how long a message may be, in bytes
public record NatsGreeting(
    String address, String version, boolean tls, boolean jetStream, long maxPayload) {
  /// Whether it is older than this version; false where its version is no such number.
  public boolean isOlderThan(int major, int minor, int patch) {
    String[] parts = version.split("[.+-]", -1);
    int[] wanted = {major, minor, patch};
    for (int i = 0; i < wanted.length && i < parts.length; i++) {
      if (!parts[i].matches("\\d{1,6}")) {
        return false;
      }
      int have = Integer.parseInt(parts[i]);
      if (have != wanted[i]) {
        return have < wanted[i];
      }
    }
    return false;
  }
}
