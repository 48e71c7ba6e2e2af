package watchbill.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Exporter and stream processor in one JVM, against what is really there.
@Command(
    name = "run",
    description = {
      "The exporter and the stream processor in one process. Reads agents' events from NATS (NATS_URL"
          + " or nats.url) and pods from the cluster of the kubeconfig or the service account; what"
          + " is not there it says, and goes on without."
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private final ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws Exception {
    return Service.serve(new Run(config.read()));
  }
}
