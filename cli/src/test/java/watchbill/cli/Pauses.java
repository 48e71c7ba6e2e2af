package watchbill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import watchbill.connectors.real.SharedData;
import watchbill.core.Activity;
import watchbill.core.AgentActivity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.sources.files.SessionRecording;

/// The recorded sessions through the core, with what it said of each and of each pause in them.
final class Pauses {
  static final long SHORTEST_MILLIS = 600_000;

  private static final class Agent {
    final Map<String, Activity> calls = new LinkedHashMap<>();
    final Map<String, Integer> signs = new HashMap<>();
    @Nullable String task;
    @Nullable Activity last;

    /// The last event that is no heartbeat.
    @Nullable AgentEvent deed;

    @Nullable AgentActivity shown;
  }

  final List<Pause> pauses = new ArrayList<>();
  final List<Signal.AgentStuck> stuck = new ArrayList<>();
  final Set<String> stuckTasks = new HashSet<>();
  final List<Signal.AgentSuspect> suspects = new ArrayList<>();
  final Map<String, List<Double>> seconds = new HashMap<>();
  int tasks;

  private final Map<AgentKey, Agent> agents = new HashMap<>();

  private Pauses() {}

  /// @param attended whether the sessions say that a person attends them, as they do
  static Pauses ofTheSessions(boolean attended) throws IOException {
    Pauses pauses = new Pauses();
    Fleet fleet = new Fleet(FleetOptions.DEFAULT.with(Prices.shipped()));
    try (InputStream in = Files.newInputStream(SharedData.file("sessions.jsonl.gz"))) {
      for (Activity activity : Billed.activities(SessionRecording.ofOneTenant(in, "acme"))) {
        fleet.advance(activity.heardAtMillis(), pauses::take);
        pauses.hear(activity);
        if (attended || !(activity.event() instanceof AgentEvent.SessionStarted)) {
          fleet.apply(activity, pauses::take);
        }
      }
    }
    fleet.advance(fleet.nowMillis() + 30L * 24 * 3_600_000, pauses::take);
    pauses.seconds.values().forEach(Collections::sort);
    return pauses;
  }

  private void take(Signal signal) {
    switch (signal) {
      case Signal.ActivityChanged changed -> agent(changed.agent()).shown = changed.activity();
      case Signal.AgentStuck verdict -> {
        stuck.add(verdict);
        stuckTasks.add(verdict.agent() + " " + agent(verdict.agent()).task);
      }
      case Signal.AgentSuspect verdict -> suspects.add(verdict);
      default -> {}
    }
  }

  private void hear(Activity activity) {
    Agent agent = agent(activity.agent());
    Activity last = agent.last;
    if (agent.task != null
        && last != null
        && activity.heardAtMillis() - last.heardAtMillis() > SHORTEST_MILLIS) {
      pauses.add(pause(agent, last, activity));
    }
    agent.last = activity;
    if (!(activity.event() instanceof AgentEvent.Heartbeat)) {
      agent.deed = activity.event();
    }
    switch (activity.event()) {
      case AgentEvent.TaskStarted started -> {
        tasks++;
        agent.task = started.task();
      }
      case AgentEvent.TaskFinished _ -> {
        agent.task = null;
        agent.calls.clear();
      }
      case AgentEvent.ToolStarted started -> agent.calls.put(started.call(), activity);
      case AgentEvent.ToolFinished finished -> {
        Activity begun = agent.calls.remove(finished.call());
        if (begun != null) {
          seconds
              .computeIfAbsent(finished.tool(), _ -> new ArrayList<>())
              .add((activity.heardAtMillis() - begun.heardAtMillis()) / 1_000.0);
        }
      }
      case AgentEvent.Heartbeat beat -> agent.signs.merge(beat.call(), 1, Integer::sum);
      default -> {}
    }
  }

  private static Pause pause(Agent agent, Activity last, Activity next) {
    String tool = "";
    String call = "";
    long held = 0;
    for (Activity begun : agent.calls.values()) {
      if (begun.event() instanceof AgentEvent.ToolStarted started) {
        tool = started.tool();
        call = started.call();
        held = last.heardAtMillis() - begun.heardAtMillis();
      }
    }
    return new Pause(
        next.heardAtMillis() - last.heardAtMillis(),
        tool,
        call,
        held,
        Objects.requireNonNull(agent.signs.getOrDefault(call, 0)),
        agent.deed,
        next.event(),
        agent.shown);
  }

  private Agent agent(AgentKey key) {
    return agents.computeIfAbsent(key, _ -> new Agent());
  }
}
