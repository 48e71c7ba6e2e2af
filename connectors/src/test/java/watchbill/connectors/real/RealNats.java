package watchbill.connectors.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// A nats-server with JetStream: a process, or a container where `-Dwatchbill.real=containers` or
/// `WATCHBILL_REAL=containers` asks for it.
public final class RealNats implements AutoCloseable {
  private static final String BINARY = "/usr/sbin/nats-server";

  /// What `tools/with-engine` makes of that binary and its libraries.
  private static final String IMAGE = "localhost/watchbill-nats-server:test";

  private final String name = "test-" + UUID.randomUUID();
  private final int port = RealServer.freePort();
  private final int monitoring = RealServer.freePort();
  private final Path store;
  private final Path config;
  private final RealServer server;

  private RealNats(Path folder, String text, List<String> more) {
    store = folder.resolve("store");
    config = folder.resolve("nats.conf");
    write(text);
    List<String> command =
        new ArrayList<>(
            List.of(
                BINARY,
                "--config",
                config.toString(),
                "--addr",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--http_port",
                Integer.toString(monitoring),
                "--name",
                name,
                "--jetstream",
                "--store_dir",
                store.toString()));
    command.addAll(more);
    server =
        switch (RunAs.asked()) {
          case PROCESSES ->
              new ServerProcess("nats-server", command, folder.resolve("nats.log"), this::answers);
          case CONTAINERS -> new ServerContainer(IMAGE, folder, command, this::answers);
        };
  }

  /// A server that runs, with its store and log in this folder.
  public static RealNats in(Path folder) {
    RealNats nats = new RealNats(folder, "", List.of());
    nats.start();
    return nats;
  }

  /// A server that runs with this configuration besides, such as accounts or TLS.
  public static RealNats configured(String text, Path folder) {
    RealNats nats = new RealNats(folder, text, List.of());
    nats.start();
    return nats;
  }

  /// Three servers that run and are one cluster, each with a folder of its own in this one; for
  /// processes alone.
  public static List<RealNats> clusterIn(Path folder) throws IOException {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ports.add(RealServer.freePort());
    }
    String routes =
        ports.stream().map(port -> "nats://127.0.0.1:" + port).collect(Collectors.joining(","));
    List<RealNats> servers = new ArrayList<>();
    for (int port : ports) {
      List<String> more =
          List.of(
              "--cluster",
              "nats://127.0.0.1:" + port,
              "--cluster_name",
              "test",
              "--routes",
              routes);
      Path own = Files.createDirectory(folder.resolve("nats-" + port));
      RealNats server = new RealNats(own, "", more);
      server.start();
      servers.add(server);
    }
    return servers;
  }

  /// Lets in this user alone, from the next start on.
  public void changeLogin(String user, String password) {
    write("authorization { user: \"%s\", password: \"%s\" }\n".formatted(user, password));
  }

  private void write(String text) {
    try {
      Files.writeString(config, text);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + config, e);
    }
  }

  /// What it calls itself.
  public String name() {
    return name;
  }

  /// Where it listens: `nats://127.0.0.1:PORT`.
  public String url() {
    return "nats://127.0.0.1:" + port;
  }

  /// Its monitoring page: `http://127.0.0.1:PORT`.
  public String monitoring() {
    return "http://127.0.0.1:" + monitoring;
  }

  /// The folder of its streams; copy it only while the server is down.
  public Path store() {
    return store;
  }

  /// Starts it again, on the same port and store.
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

  /// Whether the server at our port greets with our name.
  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(1000);
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      String greeting = lines.readLine();
      return greeting != null && greeting.contains("\"server_name\":\"" + name + '"');
    } catch (IOException _) {
      return false;
    }
  }
}
