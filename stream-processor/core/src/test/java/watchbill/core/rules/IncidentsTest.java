package watchbill.core.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.core.AgentKey;
import watchbill.core.Signal;
import watchbill.core.WaitingFor;
import watchbill.core.state.StateInput;
import watchbill.core.state.StateOutput;
import watchbill.core.time.Deadlines;

/// Many agents of a tenant that come to a stop together.
class IncidentsTest {
  private static final long START = 1_770_000_000_000L;
  private static final int AGENTS = 20;

  private Fleet fleet = new Fleet(FleetOptions.DEFAULT);
  private final List<String> told = new ArrayList<>();
  private int events;

  @Test
  void aProviderThatAnswersNobodyIsOneIncidentAndNobodyIsStuck() {
    loseTheProvider();
    assertThat(told).containsExactly("acme/_all 180 incident PROVIDER 20 of 20");
  }

  @Test
  void theIncidentEndsWhenMostOfThemAreAnswered() {
    loseTheProvider();
    allAt(5 * 3_600 + 10, new AgentEvent.Resumed(START, WaitingFor.PROVIDER));
    assertThat(told).hasSize(2).last().isEqualTo("acme/_all 18010 over PROVIDER");
  }

  @Test
  void agentsThatFallSilentTogetherAreOneIncidentAndNobodyIsStuck() {
    fallSilent();
    assertThat(told).containsExactly("acme/_all 300 incident SILENCE 20 of 20");
  }

  @Test
  void whoStaysSilentWhenTheOthersGoOnIsJudgedByHimself() {
    fallSilent();
    for (int second = 4_000; second <= 4_300; second += 60) {
      for (int agent = 1; agent < AGENTS; agent++) {
        at(second, agent, new AgentEvent.TaskProgressed(START, "task", "half"));
      }
    }
    // He was silent for 300 s before the incident; 60 s after it are the agents' time to return.
    passTo(4_000 + 60 + 301);
    assertThat(told)
        .containsExactly(
            "acme/_all 300 incident SILENCE 20 of 20",
            "acme/_all 4000 over SILENCE",
            "acme/a0 4360 stuck NO_TOOL_CALL");
  }

  @Test
  void aFewSilentAgentsAreEachStuck() {
    for (int agent = 0; agent < AGENTS; agent++) {
      at(0, agent, new AgentEvent.TaskStarted(START, "task", ""));
    }
    for (int second = 60; second <= 900; second += 60) {
      for (int agent = 5; agent < AGENTS; agent++) {
        at(second, agent, new AgentEvent.TaskProgressed(START, "task", "half"));
      }
    }
    passTo(901);
    assertThat(told)
        .containsExactly(
            "acme/a0 600 stuck NO_TOOL_CALL",
            "acme/a1 600 stuck NO_TOOL_CALL",
            "acme/a2 600 stuck NO_TOOL_CALL",
            "acme/a3 600 stuck NO_TOOL_CALL",
            "acme/a4 600 stuck NO_TOOL_CALL");
  }

  @Test
  void agentsThatFallSilentOneAfterTheOtherAreNoIncident() {
    for (int agent = 0; agent < AGENTS; agent++) {
      at(agent * 120, agent, new AgentEvent.TaskStarted(START, "task", ""));
    }
    passTo(AGENTS * 120 + 601);
    assertThat(told).hasSize(AGENTS).allMatch(line -> line.contains("stuck"));
  }

  @Test
  void anIncidentExcusesNobodyForEver() {
    fleet = new Fleet(FleetOptions.DEFAULT.with(new IncidentLimits(30, 5, Duration.ofHours(1))));
    allAt(0, new AgentEvent.TaskStarted(START, "task", ""));
    passTo(300 + 3_600 + 60 + 301);
    assertThat(told)
        .hasSize(2 + AGENTS)
        .startsWith("acme/_all 300 incident SILENCE 20 of 20", "acme/_all 3900 over SILENCE")
        .contains("acme/a7 4260 stuck NO_TOOL_CALL");
  }

  @Test
  void anIncidentOutlivesARestart() {
    fallSilent();
    StateOutput out = new StateOutput();
    fleet.save(out);
    fleet = Fleet.restore(new StateInput(out.toBytes()), FleetOptions.DEFAULT);
    fleet.tellAll(this::note);
    passTo(7_200);
    assertThat(told).hasSize(2).last().isEqualTo(told.getFirst());
  }

  @Test
  void oneTenantsIncidentExcusesNoOther() {
    for (int agent = 0; agent < AGENTS; agent++) {
      at(0, agent, new AgentEvent.TaskStarted(START, "task", ""));
    }
    AgentKey other = new AgentKey("zeta", "a0");
    fleet.apply(
        new Activity(other, "z", START, new AgentEvent.TaskStarted(START, "t", "")), this::note);
    passTo(3_600);
    assertThat(told)
        .containsExactly(
            "acme/_all 300 incident SILENCE 20 of 20", "zeta/a0 600 stuck NO_TOOL_CALL");
  }

  private void loseTheProvider() {
    allAt(0, new AgentEvent.TaskStarted(START, "task", ""));
    allAt(60, new AgentEvent.ModelFailed(START, "anthropic", "m", "overloaded_error"));
    passTo(5 * 3_600);
  }

  private void fallSilent() {
    allAt(0, new AgentEvent.TaskStarted(START, "task", ""));
    passTo(3_600);
  }

  private void allAt(int second, AgentEvent event) {
    for (int agent = 0; agent < AGENTS; agent++) {
      at(second, agent, event);
    }
  }

  private void at(int second, int agent, AgentEvent event) {
    AgentKey key = new AgentKey("acme", "a" + agent);
    fleet.apply(new Activity(key, "event-" + events++, START + second * 1_000L, event), this::note);
  }

  private void passTo(int second) {
    fleet.advance(START + second * 1_000L + Deadlines.TICK_MILLIS, this::note);
  }

  private void note(Signal signal) {
    long second = (signal.atMillis() - START) / 1_000;
    String head = signal.agent() + " " + second + " ";
    switch (signal) {
      case Signal.AgentStuck stuck -> told.add(head + "stuck " + stuck.cause());
      case Signal.IncidentBegan began ->
          told.add(
              head + "incident " + began.cause() + " " + began.silent() + " of " + began.atWork());
      case Signal.IncidentEnded ended -> told.add(head + "over " + ended.cause());
      default -> {}
    }
  }
}
