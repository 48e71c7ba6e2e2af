package watchbill.cli.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import watchbill.connectors.config.NearestKey;
import watchbill.core.AgentKey;

/// Finds the agent that somebody means.
///
/// @param agents all that there are
record Known(List<AgentKey> agents) {
  private static final int NEAR = 3;
  private static final int LONGEST = 256;

  /// The agents of this name, in any tenant, in order.
  List<AgentKey> named(String agent) {
    return agents.stream()
        .filter(key -> key.agent().equals(agent))
        .sorted(Comparator.comparing(AgentKey::toString))
        .toList();
  }

  /// Agents that may have been meant by a name that is none's, at most three.
  ///
  /// @param written with or without a tenant
  List<String> near(String written) {
    if (written.length() > LONGEST) {
      return List.of();
    }
    String name = written.substring(written.indexOf('/') + 1);
    List<String> near = new ArrayList<>();
    named(name).forEach(key -> near.add(key.toString()));
    TreeSet<String> all = new TreeSet<>();
    agents.forEach(key -> all.add(key.toString()));
    if (written.contains("/")) {
      NearestKey.of(written, all).ifPresent(near::add);
    }
    TreeSet<String> names = new TreeSet<>();
    agents.forEach(key -> names.add(key.agent()));
    NearestKey.of(name, names)
        .ifPresent(nearest -> named(nearest).forEach(key -> near.add(key.toString())));
    return near.stream().distinct().limit(NEAR).toList();
  }
}
