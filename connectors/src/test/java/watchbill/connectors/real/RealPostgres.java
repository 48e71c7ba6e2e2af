package watchbill.connectors.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL server of its own: a primary, or a standby that streams from one. PostgreSQL
/// refuses to run as root; where the tests do, it runs as the user `postgres` of Debian's package.
public final class RealPostgres implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String PASSWORD = "c0rrect-horse";
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final Path folder;
  private final Path data;
  private final int port = RealServer.freePort();
  private final RealServer server;

  private RealPostgres(Path folder, String name) {
    this.folder = folder;
    this.data = folder.resolve(name);
    this.server =
        new ServerProcess(
            "postgresql",
            command("postgres", "-D", data.toString(), "-p", Integer.toString(port)),
            folder.resolve(name + ".log"),
            this::answers);
  }

  /// A primary that runs, with its files in this folder.
  public static RealPostgres in(Path folder) {
    RealPostgres primary = new RealPostgres(folder, "primary");
    try {
      letIn(folder);
      Path password = folder.resolve("password");
      Files.writeString(password, PASSWORD);
      primary.run(
          "initdb",
          "-D",
          primary.data.toString(),
          "-U",
          "postgres",
          "--pwfile=" + password,
          "--auth=scram-sha-256",
          "--no-sync",
          "-E",
          "UTF8",
          "--locale=C");
      Files.writeString(
          primary.data.resolve("postgresql.auto.conf"),
          """
          listen_addresses = '127.0.0.1'
          unix_socket_directories = ''
          fsync = off
          shared_buffers = 16MB
          wal_receiver_status_interval = 1s
          wal_retrieve_retry_interval = 200ms
          """);
    } catch (IOException e) {
      throw new IllegalStateException("cannot make a PostgreSQL", e);
    }
    primary.server.start();
    return primary;
  }

  /// A standby of this primary that runs; it reads a slot of its name.
  public RealPostgres standby(String name) {
    RealPostgres standby = new RealPostgres(folder, name);
    standby.run(
        "pg_basebackup",
        "-D",
        standby.data.toString(),
        "-d",
        "host=127.0.0.1 user=postgres password=" + PASSWORD + " port=" + port,
        "--checkpoint=fast",
        "--no-sync",
        "--write-recovery-conf",
        "--create-slot",
        "--slot=" + name);
    standby.server.start();
    return standby;
  }

  /// Where it listens.
  public int port() {
    return port;
  }

  /// The password of the user `postgres`.
  public String password() {
    return PASSWORD;
  }

  /// Runs SQL, and gives what it prints; each row a line.
  public String sql(String sql) {
    return run(
        "psql",
        "-X",
        "-A",
        "-t",
        "-d",
        "host=127.0.0.1 user=postgres dbname=postgres password=" + PASSWORD + " port=" + port,
        "-c",
        sql);
  }

  /// Starts it again, on the same port and files.
  public void start() {
    server.start();
  }

  /// Kills it as `kill -9` does.
  public void kill() {
    server.kill();
  }

  @Override
  public void close() {
    server.close();
  }

  private boolean answers() {
    try {
      return sql("SHOW data_directory").contains(data.toString());
    } catch (IllegalStateException _) {
      return false;
    }
  }

  /// Lets PostgreSQL's user make its files in the folder.
  private static void letIn(Path folder) throws IOException {
    if (ROOT) {
      Set<PosixFilePermission> all = new HashSet<>(Set.of(PosixFilePermission.values()));
      Files.setPosixFilePermissions(folder, all);
    }
  }

  private String run(String... command) {
    try {
      Path output = Files.createTempFile("postgres", ".out");
      Process process =
          new ProcessBuilder(command(command[0], List.of(command).subList(1, command.length)))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(command[0] + " failed: " + said);
      }
      return said.strip();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + command[0], e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command[0] + " runs", e);
    }
  }

  private static List<String> command(String program, String... arguments) {
    return command(program, List.of(arguments));
  }

  private static List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(
          List.of("/usr/bin/setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    command.add(programs().resolve(program).toString());
    command.addAll(arguments);
    return command;
  }

  /// The programs of the newest version that is installed.
  private static Path programs() {
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
          .max(Comparator.comparing(Path::toString))
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(VERSIONS + " is missing: apt-get install postgresql", e);
    }
  }
}
