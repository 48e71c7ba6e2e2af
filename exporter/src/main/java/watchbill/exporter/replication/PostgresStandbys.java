package watchbill.exporter.replication;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.postgresql.PostgresReplication.Fed;

/// The standbys that a primary feeds, by a name for each: its slot, or else what it calls itself,
/// with its address where several call themselves the same, as all do that have no name.
final class PostgresStandbys {
  private final Map<String, Fed> rest = new LinkedHashMap<>();

  PostgresStandbys(List<Fed> all) {
    for (Fed fed : all) {
      String name = nameOf(fed);
      boolean shared = all.stream().filter(other -> nameOf(other).equals(name)).count() > 1;
      String wanted = shared ? name + '@' + fed.client() : name;
      String unique = wanted;
      for (int i = 2; rest.containsKey(unique); i++) {
        unique = wanted + '#' + i;
      }
      rest.put(unique, fed);
    }
  }

  /// Takes out the one that has this name, or the only one at this address; null if there is none.
  @Nullable Fed take(String name, String host) {
    Fed named = rest.remove(name);
    if (named != null) {
      return named;
    }
    List<String> there =
        rest.entrySet().stream()
            .filter(each -> each.getValue().client().equals(host))
            .map(Map.Entry::getKey)
            .toList();
    return there.size() == 1 ? rest.remove(there.getFirst()) : null;
  }

  /// Those that were not taken.
  Map<String, Fed> rest() {
    return rest;
  }

  private static String nameOf(Fed fed) {
    return fed.slot().isEmpty() ? fed.application() : fed.slot();
  }
}
