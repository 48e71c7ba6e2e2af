package watchbill.core.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which agents are at home in which pod, by what their sessions say: what happens to the pod
/// happens to all of them. Made from the agents, so it is not saved. One owner thread.
final class PodHomes {
  private record Home(String tenant, String pod) {}

  private final Map<Home, List<Integer>> agents = new HashMap<>();

  /// The agents that live in the pod, in the order of their numbers.
  List<Integer> of(String tenant, String pod) {
    return agents.getOrDefault(new Home(tenant, pod), List.of());
  }

  /// The agent of this number moved; an empty home is none.
  void move(int agent, String tenant, String from, String to) {
    if (from.equals(to)) {
      return;
    }
    if (!from.isEmpty()) {
      agents.computeIfPresent(
          new Home(tenant, from),
          (_, there) -> {
            there.removeIf(number -> number == agent);
            return there.isEmpty() ? null : there;
          });
    }
    if (!to.isEmpty()) {
      List<Integer> there = agents.computeIfAbsent(new Home(tenant, to), _ -> new ArrayList<>(1));
      there.add(agent);
      there.sort(null);
    }
  }
}
