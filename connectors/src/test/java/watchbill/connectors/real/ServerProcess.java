package watchbill.connectors.real;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A server that is a plain process of this machine.
final class ServerProcess implements RealServer {
  private static final Duration UP_WITHIN = Duration.ofSeconds(20);
  private static final long LOOK_EVERY_MILLIS = 20;

  private final List<String> command;
  private final Path log;
  private final BooleanSupplier answers;
  private @Nullable Process process;

  /// A server that is not started.
  ///
  /// @param debianPackage what to install when the binary is missing
  /// @param command the binary's path, and its arguments
  /// @param log where its output goes
  /// @param answers whether the server that answers at its address is this one
  ServerProcess(String debianPackage, List<String> command, Path log, BooleanSupplier answers) {
    String binary = command.getFirst();
    if (!Files.isExecutable(Path.of(binary))) {
      throw new IllegalStateException(binary + " is missing: apt-get install " + debianPackage);
    }
    this.command = List.copyOf(command);
    this.log = log;
    this.answers = answers;
  }

  @Override
  public void start() {
    if (process != null && process.isAlive()) {
      throw new IllegalStateException(command + " runs already");
    }
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      process = started;
      awaitAnswer(started);
    } catch (IOException e) {
      throw new IllegalStateException("cannot start " + command, e);
    }
  }

  private void awaitAnswer(Process started) throws IOException {
    long deadline = System.nanoTime() + UP_WITHIN.toNanos();
    try {
      while (!answers.getAsBoolean()) {
        boolean ended = started.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        if (ended || System.nanoTime() > deadline) {
          started.destroyForcibly();
          throw new IllegalStateException(command + " does not answer:\n" + Files.readString(log));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " starts", e);
    }
  }

  @Override
  public void kill() {
    running().destroyForcibly();
    awaitEnd();
  }

  @Override
  public void stop() {
    running().destroy();
    awaitEnd();
  }

  @Override
  public void freeze() {
    signal("STOP");
    Path threads = Path.of("/proc", Long.toString(running().pid()), "task");
    if (Files.isDirectory(threads)) {
      await("all threads to stand still").atMost(Duration.ofSeconds(5)).until(() -> still(threads));
    }
  }

  @Override
  public void thaw() {
    signal("CONT");
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      kill();
    }
  }

  /// Whether Linux has stopped all threads of a process: one that was under way ends its step
  /// first.
  private static boolean still(Path threads) throws IOException {
    try (var each = Files.list(threads)) {
      for (Path thread : each.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
    }
    return true;
  }

  private Process running() {
    Process now = process;
    if (now == null || !now.isAlive()) {
      throw new IllegalStateException(command + " does not run");
    }
    return now;
  }

  private void signal(String name) {
    try {
      int status =
          new ProcessBuilder("kill", "-" + name, Long.toString(running().pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (status != 0) {
        throw new IllegalStateException("kill -" + name + " failed with " + status);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot send " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void awaitEnd() {
    try {
      Process ended = process;
      if (ended != null && !ended.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException(command + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
