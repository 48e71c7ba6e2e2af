package watchbill.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import watchbill.benchmarks.cluster.PodsBenchmark;
import watchbill.benchmarks.cluster.SoakRun;
import watchbill.benchmarks.rules.RulesBenchmark;

/// `Benchmarks decode | scrape | gzip | pricing | memory | series | pods | rules | otlp | soak |
/// scorecard`: runs one of them and prints it; the scorecard is written into `docs/scorecard.md`
/// too. `soak` takes `--minutes N` and ends with status 1 when something is wrong. Exit status 2
/// for wrong usage.
public final class Benchmarks {
  private Benchmarks() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    String which = arguments.length == 1 ? arguments[0] : "";
    if (arguments.length == 3 && arguments[0].equals("soak") && arguments[1].equals("--minutes")) {
      System.exit(new SoakRun(out, Integer.parseInt(arguments[2])).run() ? 0 : 1);
    }
    switch (which) {
      case "decode" -> out.print(new DecodeBenchmark().run(out).toText());
      case "scrape" -> new ScrapeBenchmark().run(out);
      case "gzip" -> new GzipBenchmark().run(out);
      case "pricing" -> out.print(new PricingBenchmark().run(out).toText());
      case "otlp" -> out.print(new TelemetryBenchmark().run(out).toText());
      case "memory" -> new MemoryBenchmark().run(out);
      case "series" -> new SeriesMemoryBenchmark().run(out);
      case "pods" -> new PodsBenchmark(out).run();
      case "rules" -> new RulesBenchmark(out).run();
      case "soak" -> System.exit(new SoakRun(out, SoakRun.DEFAULT_MINUTES).run() ? 0 : 1);
      case "scorecard" -> new ScorecardRun(Path.of("docs/scorecard.md")).run(out);
      default -> {
        out.println(
            "benchmarks: want decode, scrape, gzip, pricing, memory, series, pods, rules, otlp,"
                + " soak or scorecard, have \""
                + String.join(" ", arguments)
                + "\"");
        System.exit(2);
      }
    }
  }
}
