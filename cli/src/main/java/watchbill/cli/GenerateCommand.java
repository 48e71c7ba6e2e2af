package watchbill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import watchbill.metrics.generated.GeneratedFile;

/// Writes what is generated from code.
@Command(
    name = "generate",
    description = "Writes what is generated from code: rules, routing, boards, documentation, and what a cluster needs.")
final class GenerateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "WHAT",
      description = "One of dashboards, rules, alertmanager, docs, manifests, all.")
  private Generated what = Generated.ALL;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder under which the files are written (${DEFAULT-VALUE}).")
  private Path folder = Path.of(".");

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(names = "--check", description = "Write nothing; fail when what is there differs.")
  private boolean check;

  @Override
  public Integer call() throws IOException {
    List<GeneratedFile> files = what.files(config.read(), config.text());
    PrintWriter out = spec.commandLine().getOut();
    int different = 0;
    for (GeneratedFile file : files) {
      Path path = folder.resolve(file.path());
      String have = Files.exists(path) ? Files.readString(path) : null;
      if (file.text().equals(have)) {
        continue;
      }
      different++;
      if (check) {
        String found = have == null ? "no file" : "something else";
        spec.commandLine()
            .getErr()
            .println("watchbill: " + path + ": want what the code generates, have " + found);
      } else {
        write(path, file.text());
        out.println("wrote " + path);
      }
    }
    out.println(files.size() + " files, " + (files.size() - different) + " as they were");
    return check && different > 0 ? Watchbill.FAILED : 0;
  }

  private static void write(Path path, String text) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(path, text);
  }
}
