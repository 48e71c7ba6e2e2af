package watchbill.alerts.proof;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// Changes every number, comparator, window, time to wait, matcher and set operator of rules, one
/// at a time: an example of the alert, or of one that asks for what the rule records, has to fail
/// then.
final class MutationRun {
  private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Path folder;

  MutationRun(Path folder) {
    this.folder = folder;
  }

  /// Examines these alerts, prints the score, and gives the mutants that no example notices.
  List<Trial.Verdict> survivors(Predicate<Subject> which) throws Exception {
    Map<String, Trial.Verdict> verdicts = verdicts(which);
    List<Trial.Verdict> survivors =
        verdicts.values().stream().filter(verdict -> !verdict.noticed()).toList();
    System.out.printf(
        "mutation: %d of %d mutants were noticed (%.1f %%), %d survived%n",
        verdicts.size() - survivors.size(),
        verdicts.size(),
        100.0 * (verdicts.size() - survivors.size()) / verdicts.size(),
        survivors.size());
    for (Trial.Verdict survivor : survivors) {
      System.out.printf(
          "mutation: survived: %s%n  in: %s%n  since: %s%n",
          survivor.name(),
          survivor.expression(),
          Survivors.reason(survivor.name()).orElse("NO REASON IS KNOWN"));
    }
    return survivors;
  }

  /// By name; what is recorded is noticed when any alert that rests on it notices it.
  private Map<String, Trial.Verdict> verdicts(Predicate<Subject> which) throws Exception {
    List<Callable<List<Trial.Verdict>>> trials =
        RuleSet.generated().subjects().stream()
            .filter(which)
            .<Callable<List<Trial.Verdict>>>map(subject -> new Trial(folder, subject)::run)
            .toList();
    var verdicts = new TreeMap<String, Trial.Verdict>();
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var trial : threads.invokeAll(trials)) {
        for (Trial.Verdict verdict : trial.get()) {
          verdicts.merge(verdict.name(), verdict, (a, b) -> a.noticed() ? a : b);
        }
      }
    }
    return verdicts;
  }
}
