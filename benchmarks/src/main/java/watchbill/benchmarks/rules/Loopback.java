package watchbill.benchmarks.rules;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// This machine's own address.
final class Loopback {
  private Loopback() {}

  /// A port that nobody listens on at the moment.
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
