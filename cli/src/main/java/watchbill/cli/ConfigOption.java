package watchbill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The configuration of a service, as its command line names it.
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; see docs/configuration.md.")
  private @Nullable Path file;

  /// The configuration, or the defaults when no file is named.
  RunConfig read() {
    Path named = file;
    return named == null ? RunConfig.none(System.getenv()) : RunConfig.read(named, System.getenv());
  }

  /// The text of the file; empty when none is named.
  String text() throws IOException {
    Path named = file;
    return named == null ? "" : Files.readString(named);
  }
}
