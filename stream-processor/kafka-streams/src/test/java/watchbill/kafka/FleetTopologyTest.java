package watchbill.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.rules.CallLimits;
import watchbill.core.rules.Fleet;
import watchbill.core.rules.FleetOptions;
import watchbill.core.rules.LoopLimits;
import watchbill.core.rules.TalkLimits;
import watchbill.core.rules.TaskLimits;
import watchbill.core.rules.Thresholds;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.SimulatedItem.AgentSpoke;
import watchbill.wire.SignalWriter;

class FleetTopologyTest {
  private static final Thresholds SHORT =
      new Thresholds(
          Duration.ofSeconds(6),
          Duration.ofSeconds(6),
          Duration.ofSeconds(8),
          Duration.ofSeconds(8),
          5,
          3,
          Duration.ofSeconds(10),
          Duration.ofSeconds(6),
          Duration.ofSeconds(6),
          LoopLimits.DEFAULT.lasting(Duration.ofSeconds(1)),
          TaskLimits.DEFAULT,
          new CallLimits(Duration.ofSeconds(6), Duration.ofMinutes(5), List.of()),
          TalkLimits.DEFAULT);
  private static final FleetOptions OPTIONS = FleetOptions.DEFAULT.with(SHORT);

  /// Only a journal, no snapshot: the wall clock never comes so far.
  private static final FleetStreams JOURNAL = streams(Duration.ofHours(1));

  /// A snapshot each time that the wall clock moves.
  private static final FleetStreams SNAPSHOTS = streams(Duration.ofSeconds(1));

  private static final List<Activity> HISTORY = history();
  private static final int LOOK_EVERY = 50;

  @TempDir Path directory = Path.of("");

  @Test
  void givesTheSameSignalsAsAFleetAlone() {
    Map<String, List<String>> expected = directly();

    assertThat(throughTopology(JOURNAL, Integer.MAX_VALUE)).isEqualTo(expected);
    // Twelve agents, and a tenant with an incident.
    assertThat(expected).hasSize(13);
    assertThat(expected.toString())
        .contains("tool_hang", "no_tool_call", "repeat_loop", "human_wait", "provider_wait");
  }

  @Test
  void givesTheSameSignalsWhenRestartedFromItsJournal() {
    assertThat(throughTopology(JOURNAL, 199)).isEqualTo(directly());
  }

  @Test
  void givesTheSameSignalsWhenRestartedFromASnapshotAndAJournal() {
    assertThat(throughTopology(SNAPSHOTS, 173)).isEqualTo(directly());
  }

  @Test
  void accusesAnAgentByTheTimeThatARecordTells() {
    try (TestedTopology topology = new TestedTopology(JOURNAL, directory)) {
      AgentKey agent = new AgentKey("payments", "backend-0");
      long at = 1_800_000_000_000L;
      topology.hear(new Activity(agent, "1", at, new AgentEvent.ToolStarted(at, "c", "Bash", "")));
      topology.signals();

      topology.wallClock(Duration.ofHours(2));
      assertThat(topology.signals()).isEmpty();

      topology.passTime(at + 60_000);
      topology.wallClock(Duration.ofSeconds(1));
      assertThat(topology.signals())
          .anyMatch(signal ->
              signal.contains("2027-01-15T08:00:06.000Z") && signal.contains("tool_hang"));
    }
  }

  @Test
  void keepsWhatItCannotUnderstandWithTheReason() {
    try (TestedTopology topology = new TestedTopology(JOURNAL, directory)) {
      topology.hear("payments", "backend-0", 1_800_000_000_000L, bytes("{"));
      topology.hear("payments", "", 1_800_000_000_000L, bytes("{} no agent"));
      topology.hear("", "backend-0", 1_800_000_000_000L, bytes("{} no tenant"));
      topology.hear("payments", "backend-0", -5, bytes("{} no time"));
      topology.hearWithoutHeaders("payments", bytes("{} no headers"));
      topology.hear(
          "payments",
          "backend-0",
          1_800_000_000_000L,
          bytes(
              """
              {"specversion":"1.0","id":"1","source":"/agents/backend-0","type":"agent.sneezed",\
              "time":"2027-01-15T08:00:00Z","data":{}}\
              """));

      Map<String, String> rejected = topology.rejected();
      assertThat(rejected.values())
          .containsExactly(
              "truncated",
              "missing_agent",
              "missing_tenant",
              "bad_heard_at",
              "bad_heard_at",
              "unknown_type");
      assertThat(rejected).containsKey("{} no tenant");
      assertThat(topology.signals()).isEmpty();
    }
  }

  @Test
  void keepsItsStoreSmallByUsingTheJournalsKeysAgain() {
    try (TestedTopology topology = new TestedTopology(SNAPSHOTS, directory)) {
      int told = 0;
      for (Activity activity : HISTORY) {
        topology.hear(activity);
        if (++told % LOOK_EVERY == 0) {
          topology.wallClock(Duration.ofSeconds(1));
        }
      }
      assertThat(topology.storedKeys()).hasSizeLessThan(LOOK_EVERY + 10).contains("head");
    }
  }

  @Test
  void saysWhatItsSettingsMayHold() {
    assertThatThrownBy(() -> streams(Duration.ofMillis(10)))
        .hasMessage("kafka.snapshotEvery: want PT1S to PT1H, have PT0.01S");
  }

  private static Map<String, List<String>> directly() {
    List<String> signals = new ArrayList<>();
    SignalWriter writer = new SignalWriter();
    Fleet fleet = new Fleet(OPTIONS);
    for (Activity activity : HISTORY) {
      fleet.advance(activity.heardAtMillis(), signal -> signals.add(text(writer, signal)));
      fleet.apply(activity, signal -> signals.add(text(writer, signal)));
    }
    return byAgent(signals);
  }

  private Map<String, List<String>> throughTopology(FleetStreams streams, int restartEvery) {
    List<String> signals = new ArrayList<>();
    try (TestedTopology topology = new TestedTopology(streams, directory)) {
      int heard = 0;
      for (Activity activity : HISTORY) {
        topology.hear(activity);
        heard++;
        if (heard % LOOK_EVERY == 0) {
          topology.wallClock(Duration.ofSeconds(1));
        }
        if (heard % restartEvery == 0) {
          signals.addAll(topology.signals());
          topology.restart();
        }
      }
      topology.wallClock(Duration.ofSeconds(1));
      signals.addAll(topology.signals());
      assertThat(topology.rejected()).isEmpty();
    }
    return byAgent(signals);
  }

  private static Map<String, List<String>> byAgent(List<String> signals) {
    Map<String, List<String>> byAgent = new LinkedHashMap<>();
    for (String signal : signals) {
      String subject = signal.replaceAll(".*\"subject\":\"([^\"]*)\".*", "$1");
      byAgent.computeIfAbsent(subject, _ -> new ArrayList<>()).add(signal);
    }
    return byAgent;
  }

  private static List<Activity> history() {
    Simulation simulation =
        new Simulation(FleetPlan.of(4, 12, 2).at(Pace.DEMO).lasting(Duration.ofSeconds(75)));
    List<Activity> history = new ArrayList<>();
    while (simulation.hasNext()) {
      if (simulation.next() instanceof AgentSpoke spoken) {
        history.add(spoken.activity());
      }
    }
    return history;
  }

  private static FleetStreams streams(Duration snapshotEvery) {
    return new FleetStreams(
        "activity", "signals", "rejected", OPTIONS, Duration.ofSeconds(1), snapshotEvery);
  }

  private static String text(SignalWriter writer, Signal signal) {
    return new String(writer.write(signal), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
