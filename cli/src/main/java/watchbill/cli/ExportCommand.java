package watchbill.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// The exporter without the stream processor.
@Command(
    name = "export",
    description = {
      "The exporter alone: shows what a `watchbill process` keeps in NATS or Kafka (signals.feed), and"
          + " what it sees of the cluster itself."
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin private final ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws Exception {
    return Service.serve(new ExporterRun(config.read()));
  }
}
