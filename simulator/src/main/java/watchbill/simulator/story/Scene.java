package watchbill.simulator.story;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.ClusterFact;

/// Where a story is written down: one agent's time, and what happens in it. Heartbeats are written
/// by themselves as time passes. Owned by one thread.
public final class Scene {
  private final Persona persona;
  private final Setting setting;
  private final SplittableRandom random;
  private final Load load;
  private ArrayDeque<SimulatedItem> items = new ArrayDeque<>();
  private SimulatedPod pod;
  private long nowMillis;
  private long nextHeartbeatMillis;
  private long events;
  private String callAlive = "";
  private boolean attended;
  private long stirredMillis;
  private long sinceMillis;
  private long limitMillis = PlantedStory.NEVER;

  /// A scene that begins `nowMillis` after the fleet's start, with the agent's pod ready.
  public Scene(Persona persona, Setting setting, SplittableRandom random, long nowMillis) {
    this.persona = persona;
    this.setting = setting;
    this.random = random;
    this.load = new Load(random);
    this.nowMillis = nowMillis;
    this.nextHeartbeatMillis = nowMillis + pace().heartbeat().toMillis();
    this.pod = PodBirth.of(persona, atMillis());
    items.add(new SimulatedItem.PodChanged(nowMillis, pod));
  }

  /// The next item that was written, or null when the story has to be played on.
  public @Nullable SimulatedItem poll() {
    return items.poll();
  }

  /// The time that the story has come to, in milliseconds after the fleet's start.
  public long nowMillis() {
    return nowMillis;
  }

  /// The same time in milliseconds since the epoch.
  long atMillis() {
    return setting.startMillis() + nowMillis;
  }

  Persona persona() {
    return persona;
  }

  Pace pace() {
    return setting.pace();
  }

  Setting setting() {
    return setting;
  }

  SplittableRandom random() {
    return random;
  }

  SimulatedPod pod() {
    return pod;
  }

  /// True in so many of a thousand cases.
  boolean chance(int perMille) {
    return random.nextInt(1000) < perMille;
  }

  /// An ordinary step takes its time; heartbeats go on.
  void take(Spread spread) {
    passUntil(nowMillis + pace().ordinaryMillis(spread.draw(random)));
  }

  /// Nothing but heartbeats until then.
  void passUntil(long untilMillis) {
    while (nextHeartbeatMillis < untilMillis) {
      nowMillis = Math.max(nowMillis, nextHeartbeatMillis);
      say(load.heartbeat(atMillis(), callAlive));
      nextHeartbeatMillis += pace().heartbeat().toMillis();
    }
    nowMillis = Math.max(nowMillis, untilMillis);
  }

  /// Nothing at all until then.
  void silenceUntil(long untilMillis) {
    nowMillis = Math.max(nowMillis, untilMillis);
    nextHeartbeatMillis = Math.max(nextHeartbeatMillis, nowMillis);
  }

  /// Heartbeats say from now on that this call is in flight and alive; none when it is empty.
  void attest(String call) {
    callAlive = call;
  }

  /// Whether a person sits in front of the agent from now on.
  void attend(boolean attended) {
    this.attended = attended;
  }

  boolean isAttended() {
    return attended;
  }

  /// When the agent did something last other than talk with its model.
  long stirredMillis() {
    return stirredMillis;
  }

  /// The trouble that is being planted is sure when, after `sinceMillis`, nothing else has happened
  /// for `limitMillis`. The first word counts.
  void due(long sinceMillis, long limitMillis) {
    if (this.limitMillis == PlantedStory.NEVER) {
      this.sinceMillis = sinceMillis;
      this.limitMillis = limitMillis;
    }
  }

  /// The trouble that is being planted is sure by what has just happened.
  void dueNow() {
    due(nowMillis, 0);
  }

  /// The agent sends an event now.
  void say(AgentEvent event) {
    events++;
    if (stirs(event)) {
      stirredMillis = nowMillis;
    }
    items.add(
        new SimulatedItem.AgentSpoke(
            nowMillis, new Activity(persona.key(), persona.id("", events), atMillis(), event)));
  }

  /// The cluster says something now.
  void say(ClusterFact fact) {
    items.add(new SimulatedItem.ClusterSpoke(nowMillis, fact));
  }

  /// The agent's pod looks like this from now on.
  void become(SimulatedPod changed) {
    pod = changed;
    items.add(new SimulatedItem.PodChanged(nowMillis, changed));
  }

  /// Plays a trouble with its beginning and its end told around it.
  void plant(TroubleKind kind, String what, Runnable trouble) {
    ArrayDeque<SimulatedItem> before = items;
    long sinceBefore = sinceMillis;
    long limitBefore = limitMillis;
    items = new ArrayDeque<>();
    sinceMillis = 0;
    limitMillis = PlantedStory.NEVER;
    long from = nowMillis;
    trouble.run();
    ArrayDeque<SimulatedItem> played = items;
    items = before;
    PlantedStory story =
        new PlantedStory(
            persona.key(),
            kind,
            setting.startMillis() + from,
            atMillis(),
            setting.startMillis() + sinceMillis,
            limitMillis,
            what);
    sinceMillis = sinceBefore;
    limitMillis = limitBefore;
    items.add(new SimulatedItem.TroubleBegan(from, story));
    items.addAll(played);
    items.add(new SimulatedItem.TroubleEnded(nowMillis, story));
  }

  private static boolean stirs(AgentEvent event) {
    return switch (event) {
      case AgentEvent.TaskStarted _,
          AgentEvent.TaskProgressed _,
          AgentEvent.TaskFinished _,
          AgentEvent.ToolStarted _,
          AgentEvent.ToolFinished _,
          AgentEvent.Resumed _ ->
          true;
      case AgentEvent.SessionStarted _,
          AgentEvent.SessionEnded _,
          AgentEvent.ModelAnswered _,
          AgentEvent.ModelFailed _,
          AgentEvent.Waiting _,
          AgentEvent.Heartbeat _,
          AgentEvent.ContextReduced _,
          AgentEvent.Checkpointed _ ->
          false;
    };
  }
}
