package watchbill.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import watchbill.connectors.http.webconfig.WebConfig;
import watchbill.wire.prices.PriceFile;

/// Validates a config, price or web-config file.
@Command(
    name = "check",
    description =
        "Validates a config, price or web-config file: says the key, what was wanted, what it has.")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "A configuration or a web-config file (YAML), or prices (JSON).")
  private Path file = Path.of("");

  @Override
  public Integer call() throws IOException {
    String good = "a good configuration";
    if (file.toString().endsWith(".json")) {
      PriceFile prices = Prices.read(file);
      good = prices.summary();
      if (!prices.leftOut().isEmpty()) {
        good += "; " + prices.leftOutLine();
      }
    } else if (WebConfig.looksLike(file)) {
      WebConfig.read(file);
      good = "a good web-config file";
    } else {
      RunConfig.read(file, System.getenv());
    }
    spec.commandLine().getOut().println(file + ": " + good);
    return 0;
  }
}
