package watchbill.simulator.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import watchbill.core.IncidentCause;
import watchbill.core.Signal;
import watchbill.core.rules.FleetOptions;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.Duplicates;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.TroubleKind;

/// When many come to a stop together, one thing is said, and nobody is called stuck.
@Tag("property")
class IncidentTest {
  private static final int TENANTS = 4;

  /// 10,000 in `make long`.
  private static final int AGENTS = Integer.getInteger("incident.agents", 2_000);

  private static final Duration LENGTH = Duration.ofMinutes(20);

  /// The provider goes away after five minutes, for ten.
  private static final Pace PACE =
      new Pace(
          1,
          Duration.ofMinutes(4),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofHours(5));

  private static final FleetPlan MANY =
      FleetPlan.of(1, AGENTS, TENANTS).at(PACE).lasting(LENGTH).with(Duplicates.NONE);

  @Test
  void tellsOneOutageOfTheProviderToEachTenantAmongThousandsOfAgents() {
    FleetPlan plan = MANY.with(EnumSet.of(TroubleKind.PROVIDER_OUTAGE));

    assertOneIncidentForEachTenant(
        watch(plan, new Faults(1, 0, 0, List.of())), IncidentCause.PROVIDER);
  }

  @Test
  void tellsOneSilenceToEachTenantWhenNobodyIsHeardThoughTheSourceIsUp() {
    long start = MANY.start().toEpochMilli();
    Outage outage =
        new Outage(
            Outage.Kind.AGENTS_CUT_OFF,
            start + Duration.ofMinutes(5).toMillis(),
            start + Duration.ofMinutes(17).toMillis());

    assertOneIncidentForEachTenant(
        watch(MANY.with(EnumSet.noneOf(TroubleKind.class)), new Faults(1, 0, 0, List.of(outage))),
        IncidentCause.SILENCE);
  }

  private static void assertOneIncidentForEachTenant(List<Signal> signals, IncidentCause cause) {
    assertThat(signals).noneMatch(signal -> signal instanceof Signal.AgentStuck);
    assertThat(signals.stream().filter(signal -> signal instanceof Signal.IncidentBegan))
        .hasSize(TENANTS)
        .allMatch(signal -> signal instanceof Signal.IncidentBegan began && began.cause() == cause)
        .extracting(signal -> signal.agent().tenant())
        .doesNotHaveDuplicates();
    assertThat(signals.stream().filter(signal -> signal instanceof Signal.IncidentEnded))
        .hasSize(TENANTS);
  }

  /// Verdicts and incidents of a fleet.
  private static List<Signal> watch(FleetPlan plan, Faults faults) {
    List<Signal> signals = new ArrayList<>();
    long start = plan.start().toEpochMilli();
    Watcher watcher =
        new Watcher(
            FleetOptions.DEFAULT,
            start,
            told -> {
              Signal signal = told.signal();
              if (signal instanceof Signal.AgentStuck
                  || signal instanceof Signal.IncidentBegan
                  || signal instanceof Signal.IncidentEnded) {
                signals.add(signal);
              }
            });
    Delivery delivery = new Delivery(new Simulation(plan), start, faults, new PlantedStories());
    while (delivery.hasNext()) {
      watcher.take(delivery.next());
    }
    watcher.come(start + plan.length().toMillis());
    return signals;
  }
}
