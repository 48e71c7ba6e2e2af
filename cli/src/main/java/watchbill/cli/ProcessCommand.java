package watchbill.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The stream processor without the exporter.
@Command(
    name = "process",
    description = {
      "The stream processor alone: reads agents' events and what the cluster does to them, and keeps"
          + " what it concludes in NATS or Kafka (signals.feed) for any number of `watchbill export`."
          + " Answers `watchbill explain`; its /metrics are its own."
    })
final class ProcessCommand implements Callable<Integer> {
  @Mixin private final ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws Exception {
    return Service.serve(new ProcessorRun(config.read()));
  }
}
