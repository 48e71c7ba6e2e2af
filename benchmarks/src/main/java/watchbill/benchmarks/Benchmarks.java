package watchbill.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// `Benchmarks decode | scrape | pricing | memory | scorecard`: runs one of them and prints it; the
/// scorecard is written into `docs/scorecard.md` too. Exit status 2 for wrong usage.
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String which = arguments.length == 1 ? arguments[0] : "";
    switch (which) {
      case "decode" -> out.print(new DecodeBenchmark().run(out).toText());
      case "scrape" -> new ScrapeBenchmark().run(out);
      case "pricing" -> out.print(new PricingBenchmark().run(out).toText());
      case "memory" -> new MemoryBenchmark().run(out);
      case "scorecard" -> new ScorecardRun(Path.of("docs/scorecard.md")).run(out);
      default -> {
        out.println(
            "benchmarks: want decode, scrape, pricing, memory or scorecard, have \""
                + String.join(" ", arguments)
                + "\"");
        System.exit(2);
      }
    }
  }
}
