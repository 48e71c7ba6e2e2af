package watchbill.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import watchbill.core.rules.FleetOptions;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.scorecard.Faults;
import watchbill.simulator.scorecard.Fleets;
import watchbill.simulator.scorecard.Scorecard;
import watchbill.simulator.scorecard.Scorecard.Scored;
import watchbill.simulator.scorecard.ScorecardTable;

/// Plays many fleets through the core and writes what it found into a document, between two marks.
/// The same seeds give the same document, on every machine.
final class ScorecardRun {
  private static final String BEGIN = "<!-- written by `make scorecard` -->";
  private static final String END = "<!-- end of what is written -->";

  private static final int SEEDS = 1_000;
  private static final int SEEDS_OF_ONE_FAULT = 100;
  private static final int SEEDS_A_PART = 20;
  private static final int AGENTS = 48;
  private static final int MANY_AGENTS = 10_000;

  private final Path document;

  ScorecardRun(Path document) {
    this.document = document;
  }

  void run(PrintStream out) throws IOException, InterruptedException {
    String before = Files.readString(document);
    int begin = before.indexOf(BEGIN);
    int end = before.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException("%s: want %s and %s, have not".formatted(document, BEGIN, END));
    }
    List<String> lines = new ArrayList<>();
    List<String> summary = new ArrayList<>(ScorecardTable.summaryHeads());
    for (Faults.Mode mode : Faults.Mode.values()) {
      if (mode != Faults.Mode.ALL) {
        Scorecard card = played(mode, SEEDS_OF_ONE_FAULT);
        summary.add(ScorecardTable.summary(words(mode), card));
        tell(mode, card, out);
      }
    }
    Scorecard all = played(Faults.Mode.ALL, SEEDS);
    summary.add(ScorecardTable.summary("all of these", all));
    tell(Faults.Mode.ALL, all, out);
    Scorecard many = part(Faults.Mode.ALL, 1, 1, MANY_AGENTS);
    summary.add(ScorecardTable.summary("all, 10,000 agents", many));
    tell(Faults.Mode.ALL, many, out);
    lines.addAll(summary);
    lines.add("");
    lines.add(
        "Of the %,d fleets behind all faults (%,d events), story by story:"
            .formatted(all.fleets(), all.events()));
    lines.add("");
    lines.addAll(ScorecardTable.troubles(all));
    lines.add("");
    lines.addAll(ScorecardTable.accusations(all));
    String written =
        before.substring(0, begin + BEGIN.length())
            + "\n\n"
            + String.join("\n", lines)
            + "\n\n"
            + before.substring(end);
    Files.writeString(document, written, StandardCharsets.UTF_8);
    lines.forEach(out::println);
  }

  /// Fleets of the seeds from 1, a part of them on each processor.
  private static Scorecard played(Faults.Mode mode, int seeds) throws InterruptedException {
    Scorecard card = new Scorecard(FleetOptions.DEFAULT);
    try (ExecutorService processors =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Scorecard>> parts = new ArrayList<>();
      for (int from = 1; from <= seeds; from += SEEDS_A_PART) {
        int first = from;
        int last = Math.min(seeds, from + SEEDS_A_PART - 1);
        parts.add(processors.submit(() -> part(mode, first, last, AGENTS)));
      }
      for (Future<Scorecard> part : parts) {
        card.add(part.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("playing " + mode, e);
    }
    return card;
  }

  private static Scorecard part(Faults.Mode mode, int first, int last, int agents) {
    Scorecard card = new Scorecard(FleetOptions.DEFAULT);
    for (int seed = first; seed <= last; seed++) {
      FleetPlan plan = mode.planFor(Fleets.of(seed, agents));
      card.play(plan, mode.of(plan));
    }
    return card;
  }

  private static void tell(Faults.Mode mode, Scorecard card, PrintStream out) {
    out.println(mode + ", " + card.fleets() + " fleets");
    card.of(Scored.WATCHBILL).readable().forEach(text -> out.println("  " + text));
  }

  private static String words(Faults.Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
