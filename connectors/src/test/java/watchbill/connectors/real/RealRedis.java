package watchbill.connectors.real;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A redis-server of its own, alone or as the replica of another.
public final class RealRedis implements AutoCloseable {
  private static final String BINARY = "/usr/bin/redis-server";

  private final int port = RealServer.freePort();
  private final Path folder;
  private final String password;
  private final RealServer server;

  private RealRedis(Path folder, String password, List<String> options) {
    this.folder = folder;
    this.password = password;
    List<String> command =
        new ArrayList<>(
            List.of(
                BINARY,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--dbfilename",
                port + ".rdb",
                "--save",
                "",
                "--repl-diskless-sync-delay",
                "0"));
    command.addAll(options);
    if (!password.isEmpty()) {
      command.addAll(List.of("--requirepass", password, "--masterauth", password));
    }
    server =
        new ServerProcess(
            "redis-server", command, folder.resolve("redis-" + port + ".log"), this::answers);
    server.start();
  }

  /// A server that runs, with its files in this folder.
  public static RealRedis in(Path folder) {
    return new RealRedis(folder, "", List.of());
  }

  /// A server that wants this password.
  public static RealRedis in(Path folder, String password) {
    return new RealRedis(folder, password, List.of());
  }

  /// A replica of this server, with its password.
  public RealRedis replica() {
    return new RealRedis(
        folder, password, List.of("--replicaof", "127.0.0.1", Integer.toString(port)));
  }

  /// Where it listens.
  public int port() {
    return port;
  }

  /// Gives it a command, and gives its answer's beginning.
  public String command(String command) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(2_000);
      String login = password.isEmpty() ? "PING\r\n" : "AUTH " + password + "\r\n";
      socket
          .getOutputStream()
          .write((login + command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "no answer: " + e.getMessage();
    }
  }

  /// Starts it again, on the same port.
  public void start() {
    server.start();
  }

  /// Kills it as `kill -9` does.
  public void kill() {
    server.kill();
  }

  /// Freezes it: it keeps its connections and answers nothing.
  public void freeze() {
    server.freeze();
  }

  /// Lets it go on.
  public void thaw() {
    server.thaw();
  }

  @Override
  public void close() {
    server.close();
  }

  private boolean answers() {
    return command("CONFIG GET dbfilename").contains(port + ".rdb");
  }
}
