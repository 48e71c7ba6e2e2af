package watchbill.deploy.examples;

import static org.awaitility.Awaitility.await;

import io.nats.client.AuthHandler;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.real.RealServer;

/// The example's three NATS servers as processes of this machine: its own files, with other
/// addresses and another folder for what they store.
final class ExampleNats implements AutoCloseable {
  private static final String BINARY = "/usr/sbin/nats-server";

  private final Path folder;
  private final List<Process> servers = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();
  private final ConcurrentHashMap<String, Queue<String>> refusals = new ConcurrentHashMap<>();

  /// Servers that do not run yet, with a copy of the example's files in this folder.
  ExampleNats(Path folder) {
    this.folder = folder;
    ExampleFolder.copy("nats", folder);
  }

  /// Changes one of the copied files.
  void change(String file, String old, String replacement) {
    try {
      String text = Files.readString(folder.resolve(file));
      if (!text.contains(old)) {
        throw new IllegalStateException(file + " does not contain " + old);
      }
      Files.writeString(folder.resolve(file), text.replace(old, replacement));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes keys for those who have none.
  void makeKeys() {
    var made = ExampleFolder.run(folder, List.of("./make-keys"));
    if (made.getKey() != 0) {
      throw new IllegalStateException("make-keys: " + made.getValue());
    }
  }

  /// What a server says of the files: its exit status and its words.
  String complaint() {
    return ExampleFolder.run(folder, List.of(BINARY, "-c", "nats.conf", "-t")).getValue();
  }

  /// Starts the servers, and waits until JetStream has a leader.
  void start() throws IOException {
    List<Integer> routes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ports.add(RealServer.freePort());
      routes.add(RealServer.freePort());
    }
    for (int i = 0; i < 3; i++) {
      ProcessBuilder server =
          new ProcessBuilder(BINARY, "-c", elsewhere(i, routes).toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("nats-" + i + ".log").toFile());
      server.environment().put("POD_NAME", "nats-" + i);
      Process process = server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      servers.add(process);
    }
    await("a leader")
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> connect("platform").jetStreamManagement().getAccountStatistics() != null);
  }

  /// The example's file with other addresses, for one server.
  private Path elsewhere(int server, List<Integer> routes) throws IOException {
    String text =
        read("nats.conf")
            .replace("port: 4222", "listen: \"127.0.0.1:" + ports.get(server) + "\"")
            .replace("\"/data\"", "\"" + folder.resolve("store-" + server) + "\"")
            .replace("/var/run/nats/nats.pid", folder.resolve("nats-" + server + ".pid").toString())
            .replace("http: 8222", "http: \"127.0.0.1:" + RealServer.freePort() + "\"")
            .replace("port: 6222", "listen: \"127.0.0.1:" + routes.get(server) + "\"");
    for (int i = 0; i < 3; i++) {
      text = text.replace("nats://nats-" + i + ".nats:6222", "nats://127.0.0.1:" + routes.get(i));
    }
    return Files.writeString(folder.resolve("nats-" + server + ".conf"), text);
  }

  /// Where the servers listen.
  String addresses() {
    return ports.stream().map(port -> "nats://127.0.0.1:" + port).collect(Collectors.joining(","));
  }

  /// A connection with the key of a user, such as `acme_backend-0`; the inbox prefix is that of
  /// what follows the tenant.
  Connection connect(String user) throws IOException, InterruptedException {
    String name = user.substring(user.indexOf('_') + 1);
    Options.Builder options = options(user).authHandler(new KeyOnly(seed(user).toCharArray()));
    if (!name.equals(user)) {
      options.inboxPrefix("_INBOX." + name + ".");
    }
    Connection connection = Nats.connect(options.build());
    connections.add(connection);
    return connection;
  }

  private Options.Builder options(String user) {
    return new Options.Builder()
        .servers(addresses().split(",", -1))
        .errorListener(new Refusals(refusals(user)));
  }

  /// What the servers have refused to a user so far.
  Queue<String> refusals(String user) {
    return refusals.computeIfAbsent(user, _ -> new ConcurrentLinkedQueue<>());
  }

  /// Has the servers read their files again.
  void reload() throws IOException, InterruptedException {
    for (Process server : servers) {
      int status =
          new ProcessBuilder("kill", "-HUP", Long.toString(server.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new IOException("kill -HUP ended with " + status);
      }
    }
  }

  /// The seed of a user's key.
  String seed(String user) throws IOException {
    return read("seeds/" + user + ".nk").strip();
  }

  @Override
  public void close() {
    try {
      for (Connection connection : connections) {
        connection.close();
      }
      for (Process server : servers) {
        server.destroyForcibly();
        if (!server.waitFor(10, TimeUnit.SECONDS)) {
          throw new IllegalStateException("a server does not end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private record Refusals(Queue<String> words) implements ErrorListener {
    @Override
    public void errorOccurred(Connection connection, String error) {
      words.add(error);
    }
  }

  /// Proves that it has the seed of a user, as any client of NATS can.
  private static final class KeyOnly implements AuthHandler {
    private final NKey key;

    KeyOnly(char[] seed) {
      key = NKey.fromSeed(seed);
    }

    @Override
    public byte[] sign(byte[] nonce) {
      try {
        return key.sign(nonce);
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException("cannot sign", e);
      }
    }

    @Override
    public char[] getID() {
      try {
        return key.getPublicKey();
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException("no public key", e);
      }
    }

    @Override
    public char @Nullable [] getJWT() {
      return null;
    }
  }

  /// The content of a copied file.
  String read(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }

  /// Writes a file beside the copied ones.
  void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
