package watchbill.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import watchbill.connectors.config.ConfigError;
import watchbill.connectors.config.DurationText;

/// Everything in one process with a simulated fleet.
@Command(
    name = "demo",
    description = {
      "A simulated fleet, the stream processor and the exporter in one process: no cluster, no"
          + " broker, no account."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int MOST_AGENTS = 10_000;
  private static final Duration FOR_EVER = Duration.ofDays(365);

  @Spec private CommandSpec spec;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long; until Ctrl-C when not said.")
  private @Nullable String length;

  @Option(
      names = "--port",
      defaultValue = "9464",
      description = "Where to scrape it (${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--agents", defaultValue = "40", description = "How many (${DEFAULT-VALUE}).")
  private int agents;

  @Override
  public Integer call() throws Exception {
    Duration lasting = lasting();
    if (agents < 1 || agents > MOST_AGENTS) {
      throw new ConfigError("--agents", "1 to " + MOST_AGENTS, Integer.toString(agents));
    }
    PrintWriter out = spec.commandLine().getOut();
    try (Demo demo = new Demo(out, lasting, agents, port)) {
      demo.play();
    }
    return 0;
  }

  private Duration lasting() {
    if (length == null) {
      return FOR_EVER;
    }
    String text = length;
    return DurationText.parse(text)
        .filter(Duration::isPositive)
        .orElseThrow(() -> new ConfigError("--for", "a duration such as 60s", text));
  }
}
