package watchbill.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import watchbill.cli.FleetReading.Said;
import watchbill.core.AgentEvent.ToolFinished;
import watchbill.core.ToolOutcome;

/// The tables of `docs/loop-detection.md`.
final class LoopReport {
  private static final int WIDEST = 16;

  private final List<LabelledRun> runs;
  private final StringBuilder page = new StringBuilder();

  LoopReport(List<LabelledRun> runs) {
    this.runs = runs;
  }

  /// The tables.
  ///
  /// @param clean runs in which nothing should be accused
  /// @param sessions how often one tool was called in a row at most, for each recorded session
  String write(List<LabelledRun> clean, Collection<Integer> sessions) {
    perCall();
    crossValidated();
    left();
    perRun(clean, sessions);
    fleet();
    clean(clean);
    return page.toString();
  }

  private void perCall() {
    int repeats = 0;
    int pairs = 0;
    for (LabelledRun run : runs) {
      pairs += run.repeats().size();
      repeats += (int) run.repeats().stream().filter(repeat -> repeat).count();
    }
    page.append(String.format(Locale.ROOT, "%n### Each call%n%n"));
    page.append(
        String.format(
            Locale.ROOT,
            "%,d calls follow another; people called %d of them repetitions.%n%n",
            pairs,
            repeats));
    page.append(
        String.format(
            Locale.ROOT,
            "| a repetition is | right | wrong | missed | precision | recall | F1 |%n"));
    page.append(String.format(Locale.ROOT, "| --- | --: | --: | --: | --: | --: | --: |%n"));
    for (LoopReading reading : LoopReading.ALL) {
      page.append(
          String.format(
              Locale.ROOT, "| %s | %s |%n", reading.title(), sum(reading, runs, false).cells()));
    }
    byFramework(false);
  }

  private void byFramework(boolean perRun) {
    for (String framework : frameworks()) {
      List<LabelledRun> some =
          runs.stream().filter(run -> run.framework().equals(framework)).toList();
      page.append(
          String.format(
              Locale.ROOT,
              "| ours, %s | %s |%n",
              framework,
              sum(LoopReading.OURS, some, perRun).cells()));
    }
  }

  /// For each instance, the nearness that is best on all others is measured on it.
  private void crossValidated() {
    Map<String, List<LabelledRun>> folds = new TreeMap<>();
    runs.forEach(run -> folds.computeIfAbsent(run.instance(), _ -> new ArrayList<>()).add(run));
    LoopScore[] all = new LoopScore[WIDEST + 1];
    for (int bits = 0; bits <= WIDEST; bits++) {
      all[bits] = at(bits, runs);
    }
    LoopScore heldOut = LoopScore.NONE;
    TreeMap<Integer, Integer> chosen = new TreeMap<>();
    List<Double> without = new ArrayList<>();
    for (List<LabelledRun> fold : folds.values()) {
      int best = 0;
      for (int bits = 1; bits <= WIDEST; bits++) {
        if (all[bits].minus(at(bits, fold)).f1() > all[best].minus(at(best, fold)).f1()) {
          best = bits;
        }
      }
      chosen.merge(best, 1, Integer::sum);
      heldOut = heldOut.plus(at(best, fold));
      without.add(
          sum(LoopReading.OURS, runs, false).minus(sum(LoopReading.OURS, fold, false)).f1());
    }
    page.append(
        String.format(
            Locale.ROOT,
            "| each instance by the nearness that is best for all others | %s |%n",
            heldOut.cells()));
    page.append(String.format(Locale.ROOT, "%n"));
    page.append(
        String.format(
            Locale.ROOT,
            "The one number in it is the nearness of a retry, %d bits of 64. Left to the other"
                + " instances, %d folds chose %s.%n",
            8,
            folds.size(),
            String.join(
                ", ",
                chosen.entrySet().stream()
                    .map(choice -> choice.getKey() + " bits " + choice.getValue() + " times")
                    .toList())));
    double mean = without.stream().mapToDouble(f1 -> f1).average().orElse(0);
    double squares = without.stream().mapToDouble(f1 -> (f1 - mean) * (f1 - mean)).sum();
    int n = without.size();
    page.append(
        String.format(
            Locale.ROOT,
            "Without one instance, F1 is from %.3f to %.3f; its standard error by that (jackknife)"
                + " is %.3f.%n",
            without.stream().mapToDouble(f1 -> f1).min().orElse(0),
            without.stream().mapToDouble(f1 -> f1).max().orElse(0),
            Math.sqrt((n - 1.0) / n * squares)));
  }

  private static LoopScore at(int bits, List<LabelledRun> runs) {
    LoopScore sum = LoopScore.NONE;
    for (LabelledRun run : runs) {
      sum = sum.plus(LoopReading.perCall(run, bits));
    }
    return sum;
  }

  /// What fingerprints show of a call that is not found.
  private enum Kind {
    OTHER_TOOL("another tool"),
    OK_OTHER("the same tool, another result, both succeed"),
    OK_SAME("the same tool, the same result, both succeed"),
    FAILED_OTHER("the same tool, another result, both fail"),
    FAILED_SAME("the same tool, the same result, both fail"),
    MENDED("the same tool, fails and then succeeds"),
    BROKEN("the same tool, succeeds and then fails");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    static Kind of(ToolFinished before, ToolFinished now) {
      if (!before.tool().equals(now.tool())) {
        return OTHER_TOOL;
      }
      boolean failed = before.outcome() == ToolOutcome.ERROR;
      if (failed != (now.outcome() == ToolOutcome.ERROR)) {
        return failed ? MENDED : BROKEN;
      }
      boolean same = before.resultHash().equals(now.resultHash());
      if (failed) {
        return same ? FAILED_SAME : FAILED_OTHER;
      }
      return same ? OK_SAME : OK_OTHER;
    }
  }

  private void left() {
    Map<Kind, Map<String, Integer>> missed = new EnumMap<>(Kind.class);
    Map<Kind, Integer> others = new EnumMap<>(Kind.class);
    LoopScore ours = sum(LoopReading.OURS, runs, false);
    for (LabelledRun run : runs) {
      List<Boolean> found = LoopReading.OURS.of(run);
      for (int i = 0; i < run.repeats().size(); i++) {
        if (found.get(i)) {
          continue;
        }
        Kind kind = Kind.of(run.calls().get(i), run.calls().get(i + 1));
        if (run.repeats().get(i)) {
          missed
              .computeIfAbsent(kind, _ -> new TreeMap<>())
              .merge(run.framework(), 1, Integer::sum);
        } else {
          others.merge(kind, 1, Integer::sum);
        }
      }
    }
    page.append(String.format(Locale.ROOT, "%n### What is left%n%n"));
    page.append(
        String.format(
            Locale.ROOT,
            "| what fingerprints show | missed | by framework | not repetitions | F1 if all were"
                + " taken |%n"));
    page.append(String.format(Locale.ROOT, "| --- | --: | --- | --: | --: |%n"));
    for (Kind kind : Kind.values()) {
      Map<String, Integer> by = missed.getOrDefault(kind, Map.of());
      int count = by.values().stream().mapToInt(i -> i).sum();
      int wrong = others.getOrDefault(kind, 0);
      LoopScore taken =
          new LoopScore(ours.right() + count, ours.wrong() + wrong, ours.missed() - count);
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %s | %d | %.3f |%n",
              kind.title,
              count,
              String.join(
                  ", ",
                  by.entrySet().stream().map(of -> of.getKey() + " " + of.getValue()).toList()),
              wrong,
              taken.f1()));
    }
  }

  private void perRun(List<LabelledRun> clean, Collection<Integer> sessions) {
    page.append(String.format(Locale.ROOT, "%n### Each run%n%n"));
    page.append(
        String.format(
            Locale.ROOT,
            "In %d of %d runs people saw three calls alike in a row.%n%n",
            runs.stream().filter(LabelledRun::loops).count(),
            runs.size()));
    page.append(
        String.format(
            Locale.ROOT,
            "| a run loops where three in a row are | right | wrong | missed | precision | recall |"
                + " F1 |%n"));
    page.append(String.format(Locale.ROOT, "| --- | --: | --: | --: | --: | --: | --: |%n"));
    for (LoopReading reading : LoopReading.ALL) {
      page.append(
          String.format(
              Locale.ROOT, "| %s | %s |%n", reading.title(), sum(reading, runs, true).cells()));
    }
    byFramework(true);
    LoopScore eight = LoopScore.NONE;
    for (LabelledRun run : runs) {
      boolean found =
          LabelledRun.hasTwoInARow(LoopReading.OURS.of(run)) || longestRow(run.calls()) >= 8;
      eight = eight.plus(found, run.loops());
    }
    page.append(
        String.format(
            Locale.ROOT, "| ours, or eight calls of one tool in a row | %s |%n", eight.cells()));
    page.append(String.format(Locale.ROOT, "%n"));
    page.append(
        String.format(
            Locale.ROOT,
            "Missed: %s. Eight calls of one tool in a row stand in %d of the %d clean runs and in"
                + " %d of %d recorded sessions of people at work.%n",
            String.join(
                ", ",
                runs.stream()
                    .filter(run -> run.loops() && LoopReading.OURS.perRun(run).missed() > 0)
                    .map(LabelledRun::name)
                    .toList()),
            clean.stream().filter(run -> longestRow(run.calls()) >= 8).count(),
            clean.size(),
            sessions.stream().filter(row -> row >= 8).count(),
            sessions.size()));
  }

  private static int longestRow(List<ToolFinished> calls) {
    int longest = 0;
    int row = 0;
    String tool = "";
    for (ToolFinished call : calls) {
      row = call.tool().equals(tool) ? row + 1 : 1;
      tool = call.tool();
      longest = Math.max(longest, row);
    }
    return longest;
  }

  private void fleet() {
    page.append(String.format(Locale.ROOT, "%n### Through all rules%n%n"));
    page.append(
        String.format(
            Locale.ROOT,
            "| run | alike in a row, for people | first suspect | first stuck | cause | evidence"
                + " |%n"));
    page.append(String.format(Locale.ROOT, "| --- | --: | --: | --: | --- | --- |%n"));
    int[] counts = new int[4];
    for (LabelledRun run : runs) {
      List<Said> said = FleetReading.of(run);
      Said stuck = said.stream().filter(Said::stuck).findFirst().orElse(null);
      Said suspect = said.stream().filter(one -> !one.stuck()).findFirst().orElse(null);
      if (!said.isEmpty()) {
        counts[(run.loops() ? 0 : 2) + (stuck == null ? 1 : 0)]++;
      }
      if (run.loops() || !said.isEmpty()) {
        Said shown = stuck == null ? suspect : stuck;
        page.append(
            String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %s |%n",
                run.name(),
                alike(run.repeats()),
                suspect == null ? "-" : "call " + suspect.call(),
                stuck == null ? "-" : "call " + stuck.call(),
                shown == null ? "-" : shown.cause().name().toLowerCase(Locale.ROOT),
                shown == null ? "-" : shown.evidence().text()));
      }
    }
    long loops = runs.stream().filter(LabelledRun::loops).count();
    page.append(
        String.format(
            Locale.ROOT,
            "%nOf the %d runs with three alike in a row, %d are called stuck and %d more suspect;"
                + " of the %d others, %d are called stuck and %d more suspect.%n",
            loops,
            counts[0],
            counts[1],
            runs.size() - loops,
            counts[2],
            counts[3]));
  }

  /// The most calls in a row of which each repeats the one before, for people.
  private static int alike(List<Boolean> repeats) {
    int longest = 1;
    int row = 1;
    for (boolean repeat : repeats) {
      row = repeat ? row + 1 : 1;
      longest = Math.max(longest, row);
    }
    return longest;
  }

  private void clean(List<LabelledRun> clean) {
    List<String> accused =
        clean.stream()
            .filter(run -> !FleetReading.of(run).isEmpty())
            .map(LabelledRun::instance)
            .toList();
    page.append(String.format(Locale.ROOT, "%n### Clean runs%n%n"));
    page.append(
        String.format(
            Locale.ROOT,
            "%d customer-service runs with %d calls: %s.%n%n",
            clean.size(),
            clean.stream().mapToInt(run -> run.calls().size()).sum(),
            accused.isEmpty()
                ? "none is called suspect or stuck"
                : accused.size() + " are accused"));
  }

  private static LoopScore sum(LoopReading reading, List<LabelledRun> runs, boolean perRun) {
    LoopScore sum = LoopScore.NONE;
    for (LabelledRun run : runs) {
      sum = sum.plus(perRun ? reading.perRun(run) : reading.perCall(run));
    }
    return sum;
  }

  private Collection<String> frameworks() {
    TreeSet<String> frameworks = new TreeSet<>();
    runs.forEach(run -> frameworks.add(run.framework()));
    return frameworks;
  }
}
