package watchbill.simulator.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import watchbill.core.Activity;
import watchbill.core.AgentEvent;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.simulator.scorecard.Delivered.Heard;
import watchbill.simulator.story.Duplicates;

class DeliveryTest {
  private static final FleetPlan PLAN =
      FleetPlan.of(4, 12, 2).with(Duplicates.NONE).lasting(Duration.ofMinutes(60));
  private static final long START = PLAN.start().toEpochMilli();
  private static final Faults NO_FAULTS = new Faults(1, 0, 0, List.of());

  @Test
  void deliversEverythingAsItWasSaidWithoutFaults() {
    List<Activity> played = new ArrayList<>();
    new Simulation(PLAN)
        .forEachRemaining(item -> {
          if (item instanceof watchbill.simulator.story.SimulatedItem.AgentSpoke spoken) {
            played.add(spoken.activity());
          }
        });

    assertThat(heard(NO_FAULTS).stream().map(Heard::activity)).isEqualTo(played);
  }

  @Test
  void keepsWhatTheWatcherMissesAndGivesItAtTheEndInTheStreamsOrder() {
    Outage outage = outage(Outage.Kind.WATCHER_CUT_OFF);
    List<Heard> through = heard(NO_FAULTS.with(List.of(outage)));

    assertThat(through).hasSameSizeAs(heard(NO_FAULTS));
    assertThat(through).noneMatch(heard -> isIn(outage, heard, 1));
    assertThat(through.stream().map(heard -> heard.activity().heardAtMillis())).isSorted();
  }

  @Test
  void losesTheHeartbeatsOfADeadStreamAndBringsTheRestWithinAMinuteAfter() {
    Outage outage = outage(Outage.Kind.STREAM_DOWN);
    List<Heard> through = heard(NO_FAULTS.with(List.of(outage)));
    Set<String> back = new HashSet<>();
    through.forEach(heard -> back.add(heard.activity().id()));

    assertThat(through).noneMatch(heard -> isIn(outage, heard, 0));
    for (Heard heard : heard(NO_FAULTS)) {
      if (!(heard.activity().event() instanceof AgentEvent.Heartbeat)) {
        assertThat(back).contains(heard.activity().id());
      }
    }
    assertThat(back).hasSizeLessThan(heard(NO_FAULTS).size());
    assertThat(outOfOrder(through)).isZero();
  }

  @Test
  void letsEventsOvertakeOthersOfTheirAgent() {
    List<Heard> through = heard(new Faults(1, 50, 0, List.of()));

    assertThat(through).hasSameSizeAs(heard(NO_FAULTS));
    assertThat(outOfOrder(through)).isGreaterThan(10);
  }

  @Test
  void datesEventsByClocksThatJumpByAnHourAndHearsThemAsEver() {
    Map<String, Long> said = new HashMap<>();
    heard(NO_FAULTS)
        .forEach(heard -> said.put(heard.activity().id(), heard.activity().event().atMillis()));
    Set<Long> wrongBy = new HashSet<>();
    for (Heard heard : heard(new Faults(1, 0, 800, List.of()))) {
      Activity activity = heard.activity();
      wrongBy.add(activity.event().atMillis() - said.getOrDefault(activity.id(), 0L));
      assertThat(activity.heardAtMillis()).isEqualTo(said.get(activity.id()));
    }

    assertThat(wrongBy).containsExactlyInAnyOrder(-3_600_000L, 0L, 3_600_000L);
  }

  /// How many events are older than one of the same agent before them.
  private static int outOfOrder(List<Heard> through) {
    Map<Object, Long> last = new HashMap<>();
    int count = 0;
    for (Heard heard : through) {
      Activity activity = heard.activity();
      Long before = last.put(activity.agent(), activity.event().atMillis());
      count += before != null && before > activity.event().atMillis() ? 1 : 0;
    }
    return count;
  }

  private static boolean isIn(Outage outage, Heard heard, long lastMillis) {
    return heard.atMillis() >= outage.fromMillis()
        && heard.atMillis() < outage.toMillis() - lastMillis;
  }

  private static Outage outage(Outage.Kind kind) {
    return new Outage(kind, START + 600_000, START + 900_000);
  }

  private static List<Heard> heard(Faults faults) {
    List<Heard> all = new ArrayList<>();
    new Delivery(new Simulation(PLAN), START, faults, new PlantedStories())
        .forEachRemaining(item -> {
          if (item instanceof Heard heard) {
            all.add(heard);
          }
        });
    return all;
  }
}
