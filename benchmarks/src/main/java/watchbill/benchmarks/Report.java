package watchbill.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What a paired run found.
///
/// @param loadBefore the machine's load average over one minute when the run began; negative where
///   the system does not tell
/// @param loadAfter the same at its end
public record Report(
    String title,
    String first,
    String second,
    List<Round> rounds,
    double loadBefore,
    double loadAfter) {
  public Report {
    rounds = List.copyOf(rounds);
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("report: want at least one round, have none");
    }
  }

  /// The median over the rounds of the processor time of the first as a multiple of the second's.
  public double ratio() {
    return median(Round::ratio);
  }

  /// The report as text, in lines that end with a line feed.
  public String toText() {
    List<Double> ratios = rounds.stream().map(Round::ratio).sorted().toList();
    String times =
        String.format(
            Locale.ROOT,
            "  cpu time, %s / %s: %.3f [%.3f..%.3f], median of %d rounds, order reversed each round",
            first,
            second,
            ratio(),
            ratios.getFirst(),
            ratios.getLast(),
            rounds.size());
    String machine =
        String.format(
            Locale.ROOT,
            "  load average %.2f before, %.2f after; %d processors; Java %s",
            loadBefore,
            loadAfter,
            Runtime.getRuntime().availableProcessors(),
            Runtime.version());
    return String.join(
            "\n",
            title,
            alternative(first, Round::first),
            alternative(second, Round::second),
            times,
            machine)
        + "\n";
  }

  private String alternative(String name, Function<Round, Measurement> of) {
    return String.format(
        Locale.ROOT,
        "  %-28s %,15.1f ns/op %,15.1f B/op",
        name,
        median(round -> of.apply(round).nanosAnOperation()),
        median(round -> of.apply(round).bytesAnOperation()));
  }

  private double median(ToDoubleFunction<Round> of) {
    return Measurement.median(rounds.stream().map(of::applyAsDouble).toList());
  }
}
