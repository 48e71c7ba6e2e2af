package watchbill.deploy.chart;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Settings of several switches taken together.
final class Combinations {
  private Combinations() {}

  /// Each setting of each switch with each of all others.
  static List<List<String>> all(List<List<String>> switches) {
    List<List<String>> all = List.of(List.of());
    for (List<String> settings : switches) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> before : all) {
        for (String setting : settings) {
          List<String> one = new ArrayList<>(before);
          one.add(setting);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }

  /// Few of them, in which each setting meets each of all other switches: always the one next that
  /// brings the most new pairs.
  static List<List<String>> pairwise(List<List<String>> switches) {
    List<List<String>> all = all(switches);
    Set<List<String>> missing = new HashSet<>();
    all.forEach(one -> missing.addAll(pairs(one)));
    List<List<String>> chosen = new ArrayList<>();
    while (!missing.isEmpty()) {
      List<String> best = List.of();
      long most = 0;
      for (List<String> one : all) {
        long brings = pairs(one).stream().filter(missing::contains).count();
        if (brings > most) {
          most = brings;
          best = one;
        }
      }
      chosen.add(best);
      pairs(best).forEach(missing::remove);
    }
    return chosen;
  }

  private static List<List<String>> pairs(List<String> combination) {
    List<List<String>> pairs = new ArrayList<>();
    for (int i = 0; i < combination.size(); i++) {
      for (int j = i + 1; j < combination.size(); j++) {
        pairs.add(List.of(combination.get(i), combination.get(j)));
      }
    }
    return pairs;
  }
}
