package watchbill.alerts.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every number, comparator, window, time to wait, matcher and set operator of every rule is
/// changed, one at a time: an example of the alert, or of one that asks for what the rule records,
/// has to fail then.
@Tag("endtoend")
final class MutationTest {
  private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

  @TempDir Path folder;

  @Test
  void everyChangeOfARuleFailsAnExample() throws Exception {
    Map<String, Trial.Verdict> verdicts = verdicts();
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
          Survivors.ALLOWED.getOrDefault(survivor.name(), "NO REASON IS KNOWN"));
    }
    assertThat(survivors)
        .extracting(Trial.Verdict::name)
        .containsExactlyInAnyOrderElementsOf(Survivors.ALLOWED.keySet());
  }

  /// By name; what is recorded is noticed when any alert that rests on it notices it.
  private Map<String, Trial.Verdict> verdicts() throws Exception {
    List<Callable<List<Trial.Verdict>>> trials =
        RuleSet.generated().subjects().stream()
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
