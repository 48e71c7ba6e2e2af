package watchbill.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// A program of the machine that is run to its end.
final class Program {
  private Program() {}

  /// What it wrote, errors included.
  ///
  /// @throws IOException it is not there, or ended with something other than 0; with the last that
  ///   it wrote
  static String run(Path directory, List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String written =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(
          "%s: want status 0, have %d: %s"
              .formatted(
                  command.getFirst(),
                  status,
                  written.substring(Math.max(0, written.length() - 2_000))));
    }
    return written;
  }
}
