package watchbill.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Exporter and stream processor in one JVM, against what is really there.
@Command(
    name = "run",
    description = {
      "The exporter and the stream processor in one process. Reads agents' events from NATS (NATS_URL"
          + " or nats.url) and pods from the cluster of the kubeconfig or the service account; what"
          + " is not there it says, and goes on without."
    })
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration; see docs/configuration.md.")
  private @Nullable Path file;

  @Override
  public Integer call() throws Exception {
    RunConfig config =
        file == null ? RunConfig.none(System.getenv()) : RunConfig.read(file, System.getenv());
    try (Run run = new Run(config)) {
      Runtime.getRuntime().addShutdownHook(new Thread(run::close, "shutdown"));
      run.untilBug();
    }
    return Watchbill.FAILED;
  }
}
