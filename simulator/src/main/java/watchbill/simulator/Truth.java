package watchbill.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import watchbill.core.AgentEvent.ModelAnswered;
import watchbill.core.AgentKey;
import watchbill.core.Usage;
import watchbill.simulator.story.PlantedStory;
import watchbill.simulator.story.SimulatedItem;

/// What a watcher of the fleet should have found out, for tests to compare with. Reports of one
/// response are merged by the field-wise maximum. Owned by the thread that plays.
public final class Truth {
  private final Map<AgentKey, Answers> answers = new HashMap<>();
  private final Map<Model, ModelTotal> totals = new LinkedHashMap<>();
  private final List<PlantedStory> planted = new ArrayList<>();
  private long events;

  Truth() {}

  /// Events that were played, those that came twice counted twice.
  public long events() {
    return events;
  }

  /// The tokens of each agent and model, in the order in which they were first used.
  public Collection<ModelTotal> totals() {
    return Collections.unmodifiableCollection(totals.values());
  }

  /// Troubles that have begun so far, in the order of their beginnings.
  public List<PlantedStory> planted() {
    return Collections.unmodifiableList(planted);
  }

  void learn(SimulatedItem item) {
    switch (item) {
      case SimulatedItem.AgentSpoke spoken -> {
        events++;
        if (spoken.activity().event() instanceof ModelAnswered answer) {
          learn(spoken.activity().agent(), answer);
        }
      }
      case SimulatedItem.TroubleBegan began -> planted.add(began.story());
      case SimulatedItem.ClusterSpoke _ -> {}
      case SimulatedItem.PodChanged _ -> {}
      case SimulatedItem.TroubleEnded _ -> {}
    }
  }

  private void learn(AgentKey agent, ModelAnswered answer) {
    Usage before =
        answers
            .computeIfAbsent(agent, _ -> new Answers())
            .report(answer.response(), answer.usage());
    Model key = new Model(agent, answer.provider(), answer.model());
    ModelTotal total =
        totals.computeIfAbsent(
            key, _ -> new ModelTotal(agent, answer.provider(), answer.model(), Usage.NONE, 0));
    totals.put(
        key, total.plus(answer.usage(), before == null ? Usage.NONE : before, before == null));
  }

  private record Model(AgentKey agent, String provider, String model) {}
}
