package watchbill.deploy.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The files of deploy/examples.
final class ExampleFolder {
  private ExampleFolder() {}

  /// A file or folder of it.
  static Path of(String name) {
    return Path.of(System.getProperty("watchbill.root"), "deploy", "examples", name);
  }

  /// Copies the files of one of its folders, those of folders inside left out.
  static void copy(String name, Path to) {
    try (var files = Files.list(of(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a program to its end, at most half a minute; gives its exit status and what it wrote.
  static Map.Entry<Integer, String> run(Path folder, List<String> command) {
    try {
      Path output = Files.createTempFile("output", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("POD_NAME", "nats-0");
      Process process = builder.start();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
      }
      return Map.entry(process.exitValue(), Files.readString(output));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
