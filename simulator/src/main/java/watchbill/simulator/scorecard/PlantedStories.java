package watchbill.simulator.scorecard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import watchbill.core.AgentKey;
import watchbill.simulator.story.PlantedStory;

/// The stories that were planted, with when what they consist of was heard. Owned by one thread.
final class PlantedStories {
  /// A story as it comes to the watcher. Times are in milliseconds since the epoch.
  static final class Heard {
    final PlantedStory story;

    /// When all that a watcher has to know was heard.
    long knownMillis;

    /// When all that the agent said until its end was heard.
    long endHeardMillis;

    private Heard(PlantedStory story, long beforeMillis) {
      this.story = story;
      this.knownMillis = beforeMillis;
      this.endHeardMillis = Math.max(beforeMillis, story.untilMillis());
    }

    /// From when on a perfect watcher could call it, by what it has heard; [PlantedStory#NEVER]
    /// when nobody has to.
    long dueMillis(Faults faults) {
      return story.limitMillis() == PlantedStory.NEVER
          ? PlantedStory.NEVER
          : faults.after(Math.max(story.sinceMillis(), knownMillis), story.limitMillis());
    }

    /// Whether something said can come from the story: it holds since a moment of it. What a
    /// cluster says while the stream is down is dated by when the stream was heard last.
    boolean explains(Saying saying) {
      boolean excused = saying.cause() != null && story.kind().excuses(saying.cause());
      return isIn(saying.datedMillis()) || (excused && isIn(saying.toldMillis()));
    }

    private boolean isIn(long atMillis) {
      return atMillis >= story.fromMillis() && atMillis <= endHeardMillis;
    }
  }

  private final List<Heard> all = new ArrayList<>();
  private final Map<AgentKey, List<Heard>> ofAgents = new HashMap<>();
  private final Map<AgentKey, List<Heard>> lasting = new HashMap<>();
  private final Map<AgentKey, Long> lastHeard = new HashMap<>();

  void began(PlantedStory story) {
    Heard heard = new Heard(story, lastHeard.getOrDefault(story.agent(), 0L));
    all.add(heard);
    ofAgents.computeIfAbsent(story.agent(), _ -> new ArrayList<>()).add(heard);
    lasting.computeIfAbsent(story.agent(), _ -> new ArrayList<>()).add(heard);
  }

  void ended(PlantedStory story) {
    List<Heard> open = lasting.getOrDefault(story.agent(), List.of());
    open.removeIf(heard -> heard.story.equals(story));
  }

  /// Takes word that what was said at `saidMillis` by an agent, or of it, is heard later.
  void heard(AgentKey agent, long saidMillis, long heardMillis) {
    lastHeard.merge(agent, heardMillis, Math::max);
    for (Heard heard : lasting.getOrDefault(agent, List.of())) {
      heard.endHeardMillis = Math.max(heard.endHeardMillis, heardMillis);
      if (saidMillis <= heard.story.sinceMillis()) {
        heard.knownMillis = Math.max(heard.knownMillis, heardMillis);
      }
    }
  }

  /// All of them, in the order in which they began.
  List<Heard> all() {
    return all;
  }

  /// Those of one agent.
  List<Heard> of(AgentKey agent) {
    return ofAgents.getOrDefault(agent, List.of());
  }
}
