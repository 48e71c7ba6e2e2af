package watchbill.connectors.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// A server that is started, killed, frozen and started again on the same port and files.
public sealed interface RealServer extends AutoCloseable permits ServerProcess, ServerContainer {
  /// Starts it, and waits until it answers.
  void start();

  /// Kills it as `kill -9` does, and waits until it is gone.
  void kill();

  /// Ends it as Kubernetes does, with time to write down what it knows, and waits until it is gone.
  void stop();

  /// Freezes it: it keeps its connections and answers nothing.
  void freeze();

  /// Lets it go on.
  void thaw();

  /// Ends it, if it runs.
  @Override
  void close();

  /// A port of the loopback address that nobody listens on now.
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port", e);
    }
  }
}
