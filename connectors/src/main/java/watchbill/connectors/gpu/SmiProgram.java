package watchbill.connectors.gpu;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs `nvidia-smi` on this machine. One thread. While a run that was given up on has not ended,
/// as happens when the driver hangs, no other is begun.
public final class SmiProgram {
  /// A longer report is refused.
  private static final int MAX_BYTES = 16 << 20;

  private static final int SHOWN = 200;

  private final Path program;
  private final Duration patience;
  private @Nullable Process last;

  /// @param patience for the whole report
  public SmiProgram(Path program, Duration patience) {
    this.program = program;
    this.patience = patience;
  }

  /// The program of this name in the first of these folders that has it.
  ///
  /// @param path as in the environment's `PATH`
  public static Optional<Path> find(String name, String path) {
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> new File(folder, name))
        .filter(file -> file.isFile() && file.canExecute())
        .map(file -> Path.of(file.getPath()))
        .findFirst();
  }

  /// What this machine's GPUs say now.
  ///
  /// @throws IOException when the program cannot be run, fails, is late or writes no report; the
  ///   message is one line with the program and why
  public List<GpuReading> ask() throws IOException, InterruptedException {
    if (last != null && last.isAlive()) {
      throw new IOException(program + ": want a report, have a former run that does not end");
    }
    Process process = begin();
    last = process;
    try {
      byte[] report = output(process);
      return SmiReport.read(report);
    } catch (TimeoutException late) {
      throw new IOException(
          program + ": want a report within " + patience.toSeconds() + " s", late);
    } catch (IOException failure) {
      throw new IOException(program + ": " + failure.getMessage(), failure);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process begin() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "-q", "-x");
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private byte[] output(Process process)
      throws IOException, InterruptedException, TimeoutException {
    CompletableFuture<byte[]> output = new CompletableFuture<>();
    Thread.ofVirtual().name("nvidia-smi-output").start(() -> complete(output, process));
    long end = System.nanoTime() + patience.toNanos();
    try {
      byte[] bytes = output.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("want a report of at most 16 MiB, have more");
      }
      if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException("it does not end");
      }
      if (process.exitValue() != 0) {
        throw new IOException("want exit 0, have " + process.exitValue() + ": " + shown(bytes));
      }
      return bytes;
    } catch (ExecutionException failure) {
      throw new IOException(String.valueOf(failure.getCause()), failure);
    }
  }

  private static void complete(CompletableFuture<byte[]> output, Process process) {
    try (InputStream in = process.getInputStream()) {
      output.complete(in.readNBytes(MAX_BYTES + 1));
    } catch (IOException e) {
      output.completeExceptionally(e);
    }
  }

  private static String shown(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).strip().lines().findFirst().orElse("");
    return text.length() > SHOWN ? text.substring(0, SHOWN) : text;
  }
}
