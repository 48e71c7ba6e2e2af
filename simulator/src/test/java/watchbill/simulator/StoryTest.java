package watchbill.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import watchbill.core.AgentEvent;
import watchbill.core.AgentIdentity;
import watchbill.core.AgentKey;
import watchbill.core.ClusterFact;
import watchbill.core.WaitingFor;
import watchbill.simulator.story.Duplicates;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.PlantedStory;
import watchbill.simulator.story.SimulatedItem;
import watchbill.simulator.story.SimulatedItem.AgentSpoke;
import watchbill.simulator.story.SimulatedPod;
import watchbill.simulator.story.TroubleKind;

class StoryTest {
  private static final FleetPlan DEMO =
      FleetPlan.of(1, 40, 3).at(Pace.DEMO).with(Duplicates.NONE).lasting(Duration.ofSeconds(60));

  @Test
  void tellsEverythingWithinAMinute() {
    Set<TroubleKind> told = EnumSet.noneOf(TroubleKind.class);
    long end = DEMO.start().toEpochMilli() + 60_000;
    for (PlantedStory story : planted(DEMO)) {
      if (story.untilMillis() <= end) {
        told.add(story.kind());
      }
    }
    assertThat(told).isEqualTo(TroubleKind.ORDINARY);
  }

  @ParameterizedTest
  @EnumSource(
      value = TroubleKind.class,
      names = {
        "REPEAT_LOOP",
        "HUNG_TOOL",
        "ENDLESS_THOUGHT",
        "WAITS_FOR_HUMAN",
        "OOM_LOOP",
        "PROVIDER_OUTAGE"
      })
  void makesEachOrdinaryTroubleLongerThanAnHourAtThePaceOfTheField(TroubleKind kind) {
    List<PlantedStory> planted = planted(only(kind));

    assertThat(planted).isNotEmpty();
    for (PlantedStory story : planted) {
      assertThat(story.untilMillis() - story.fromMillis())
          .as(story.toString())
          .isGreaterThanOrEqualTo(Duration.ofMinutes(60).toMillis());
    }
  }

  @ParameterizedTest
  @EnumSource(TroubleKind.class)
  void makesWhatIsTroubleSureBeforeItIsOverAndNothingElse(TroubleKind kind) {
    List<PlantedStory> planted = planted(only(kind));

    assertThat(planted).isNotEmpty().allMatch(story -> story.kind() == kind);
    switch (kind.finding()) {
      // Of an incident it is the tenant that is sure of it.
      case NOTHING, INCIDENT -> assertThat(planted).noneMatch(PlantedStory::isDue);
      case STUCK, SUSPECT, DEADLINE_MISSED, DONE_TWICE, TELEMETRY_GAP ->
          assertThat(planted)
              .anyMatch(PlantedStory::isDue)
              .filteredOn(PlantedStory::isDue)
              .allMatch(story -> story.dueMillis() >= story.fromMillis());
    }
  }

  @Test
  void handsATaskRoundAmongThreeAgentsOfOneTenant() {
    Map<AgentKey, Integer> turns = new HashMap<>();
    for (AgentSpoke spoken : Played.events(only(TroubleKind.TASK_BOUNCE))) {
      if (spoken.activity().event() instanceof AgentEvent.TaskStarted started
          && started.task().startsWith("bounced-")) {
        turns.merge(spoken.activity().agent(), 1, Integer::sum);
      }
    }

    assertThat(turns).hasSize(3);
    assertThat(turns.keySet().stream().map(AgentKey::tenant).distinct()).hasSize(1);
    assertThat(turns.values()).containsExactlyInAnyOrder(3, 3, 2);
  }

  @ParameterizedTest
  @CsvSource({
    // kind, different arguments, different results, of a hundred calls
    "REPEAT_LOOP, 1, 1",
    "CALL_CYCLE, 2, 2",
    "NEAR_REPEAT, 100, 1",
    "ERROR_STREAK, 2, 1",
    "NAME_THRASH, 4, 4",
    "UNCHANGED_POLL, 1, 1",
    "EDIT_AND_TEST, 51, 100",
    "BATCH, 100, 100"
  })
  void callsByItsPattern(TroubleKind kind, int arguments, int results) {
    Set<String> args = new HashSet<>();
    Set<String> came = new HashSet<>();
    FleetPlan plan = only(kind);
    PlantedStory story = planted(plan).getFirst();
    int calls = 0;
    for (AgentSpoke spoken : Played.events(plan.with(Duplicates.NONE))) {
      if (spoken.activity().event() instanceof AgentEvent.ToolFinished end
          && spoken.activity().agent().equals(story.agent())
          && end.atMillis() > story.fromMillis()
          && calls < 100) {
        calls++;
        args.add(end.argsHash());
        came.add(end.resultHash());
      }
    }

    assertThat(calls).isEqualTo(100);
    assertThat(args).hasSize(arguments);
    assertThat(came).hasSize(results);
  }

  private static FleetPlan only(TroubleKind kind) {
    return FleetPlan.of(5, 12, 2).with(EnumSet.of(kind)).lasting(Duration.ofHours(5));
  }

  @Test
  void comesBackAndWorksOnAfterEachTrouble() {
    Map<AgentKey, Long> lastTool = new HashMap<>();
    for (AgentSpoke spoken : Played.events(DEMO)) {
      if (spoken.activity().event() instanceof AgentEvent.ToolFinished) {
        lastTool.put(spoken.activity().agent(), spoken.activity().heardAtMillis());
      }
    }
    long settled = DEMO.start().toEpochMilli() + 50_000;
    for (PlantedStory story : planted(DEMO)) {
      if (story.untilMillis() < settled) {
        assertThat(lastTool.get(story.agent())).as(story.toString()).isGreaterThan(settled);
      }
    }
  }

  @Test
  void keepsEveryOrdinaryStepUnderThePacesLongest() {
    Map<AgentKey, Long> lastMoved = new HashMap<>();
    Set<AgentKey> working = new HashSet<>();
    long limit = 2 * Pace.DEMO.longest().toMillis();
    for (AgentSpoke spoken : Played.events(DEMO.with(Set.of()).lasting(Duration.ofMinutes(10)))) {
      AgentKey agent = spoken.activity().agent();
      long at = spoken.activity().heardAtMillis();
      switch (spoken.activity().event()) {
        case AgentEvent.TaskStarted _ -> working.add(agent);
        case AgentEvent.ToolStarted _ -> {}
        case AgentEvent.ToolFinished _ -> {}
        case AgentEvent.TaskFinished _ -> {
          assertThat(at - lastMoved.getOrDefault(agent, at)).isLessThan(limit);
          working.remove(agent);
        }
        default -> {
          continue;
        }
      }
      if (working.contains(agent)) {
        assertThat(at - lastMoved.getOrDefault(agent, at)).isLessThan(limit);
        lastMoved.put(agent, at);
      } else {
        lastMoved.remove(agent);
      }
    }
    assertThat(lastMoved).isNotEmpty();
  }

  @Test
  void silencesManyAgentsAtOnceInAnOutage() {
    FleetPlan outage = DEMO.with(EnumSet.of(TroubleKind.PROVIDER_OUTAGE));
    Set<AgentKey> waiting = new HashSet<>();
    int most = 0;
    for (AgentSpoke spoken : Played.events(outage)) {
      AgentKey agent = spoken.activity().agent();
      AgentEvent event = spoken.activity().event();
      if (event instanceof AgentEvent.Resumed) {
        waiting.remove(agent);
      }
      assertThat(waiting).as("who is waiting says nothing").doesNotContain(agent);
      if (event instanceof AgentEvent.Waiting wait) {
        assertThat(wait.party()).isEqualTo(WaitingFor.PROVIDER);
        waiting.add(agent);
        most = Math.max(most, waiting.size());
      }
    }
    assertThat(most).isGreaterThan(20);
    assertThat(waiting).isEmpty();
  }

  @Test
  void showsAnOutOfMemoryLoopInThePodAndInTheFacts() {
    List<SimulatedPod> states = new ArrayList<>();
    List<Class<?>> facts = new ArrayList<>();
    for (SimulatedItem item :
        Played.all(DEMO.with(EnumSet.of(TroubleKind.OOM_LOOP)).lasting(Duration.ofSeconds(30)))) {
      if (item instanceof SimulatedItem.ClusterSpoke spoken) {
        facts.add(spoken.fact().getClass());
      } else if (item instanceof SimulatedItem.PodChanged changed && changed.afterMillis() > 2500) {
        states.add(changed.pod());
      }
    }

    assertThat(facts)
        .startsWith(
            ClusterFact.ContainerEnded.class,
            ClusterFact.PodReady.class,
            ClusterFact.ContainerEnded.class,
            ClusterFact.CrashLooping.class,
            ClusterFact.PodReady.class)
        .endsWith(ClusterFact.PodReady.class);
    assertThat(states.get(0).ready()).isFalse();
    assertThat(states.get(0).container().lastEndReason()).isEqualTo("OOMKilled");
    assertThat(states.get(0).container().lastExitCode()).isEqualTo(137);
    assertThat(states.get(0).container().restarts()).isZero();
    assertThat(states.get(2).container().waitingReason()).isEqualTo("CrashLoopBackOff");
    SimulatedPod last = states.getLast();
    assertThat(last.ready()).isTrue();
    assertThat(last.container().restarts()).isEqualTo(states.size() / 2).isGreaterThan(2);
    assertThat(last.container().waitingReason()).isEmpty();
  }

  @Test
  void listsThePodsAsTheyAreNow() {
    Simulation simulation = new Simulation(DEMO.lasting(Duration.ofSeconds(30)));
    simulation.forEachRemaining(_ -> {});

    assertThat(simulation.pods().current()).hasSize(40);
    assertThat(simulation.pods().current())
        .filteredOn(pod -> pod.container().restarts() > 0)
        .hasSize(1);
  }

  @Test
  void labelsThePodsSoThatTheirAgentsAreFound() {
    Set<AgentKey> speakers = new HashSet<>();
    Set<AgentKey> found = new HashSet<>();
    for (SimulatedItem item : Played.all(DEMO)) {
      if (item instanceof AgentSpoke spoken) {
        speakers.add(spoken.activity().agent());
      } else if (item instanceof SimulatedItem.PodChanged changed) {
        SimulatedPod pod = changed.pod();
        found.add(AgentIdentity.DEFAULT.agent(pod.namespace(), pod.name(), pod.labels()));
        assertThat(pod.name()).startsWith(AgentIdentity.DEFAULT.role(pod.labels()) + "-");
      }
    }
    assertThat(found).isEqualTo(speakers).hasSize(40);
  }

  private static List<PlantedStory> planted(FleetPlan plan) {
    Simulation simulation = new Simulation(plan);
    simulation.forEachRemaining(_ -> {});
    return simulation.truth().planted();
  }
}
