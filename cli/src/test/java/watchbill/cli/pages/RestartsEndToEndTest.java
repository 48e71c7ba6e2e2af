package watchbill.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.TroubleKind;

/// Both servers on the way to the pager are restarted while agents are stuck and a model provider
/// is out for three tenants: one page for each cause, no page twice, and none lost.
@Tag("endtoend")
class RestartsEndToEndTest {
  private static final int AGENTS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// So that a restart, which takes a second, takes half a minute.
  private static final int FACTOR = 30;

  /// Longer than any alert waits before it fires: what fell silent would have fired again.
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(7);

  /// A fleet of three tenants whose provider is out from the fifth minute on, for a while.
  private static final FleetPlan OUTAGE =
      FleetPlan.of(7, 60, 3)
          .lasting(Duration.ofHours(2))
          .at(
              new Pace(
                  1,
                  Duration.ofMinutes(4),
                  Duration.ofSeconds(30),
                  Duration.ofMinutes(2),
                  Duration.ofMinutes(18),
                  Duration.ofMinutes(5),
                  Duration.ofHours(5)))
          .with(Set.of(TroubleKind.PROVIDER_OUTAGE));

  @TempDir Path folder;
  private final Hurry hurry = new Hurry(FACTOR, Instant.now());

  @Test
  void pageNobodyTwiceAndLoseNoPage() throws Exception {
    try (StuckFleet fleet = new StuckFleet(hurry);
        Pager pager = new Pager(hurry, fleet.port(), folder)) {
      pager.awaitFirst("watchbill_build_info");
      fleet.play(OUTAGE);
      fleet.stick("alpha", AGENTS);
      awaitPage(pager, "AgentStuck alpha repeat_loop");

      fleet.stick("beta", AGENTS);
      pager.alertmanager().stop();
      pager.awaitFirst(Pager.firing("AgentStuck", "beta"));
      pager.alertmanager().start();
      awaitPage(pager, "AgentStuck beta repeat_loop");
      awaitPage(pager, "AgentFleetIncident  provider");

      pager.prometheus().stop();
      pager.prometheus().start();
      pass(LONG_ENOUGH);
      assertPages(pager);
      assertThat(pager.pagerDuty().incidents())
          .filteredOn(incident -> incident.alert().equals("AgentStuck"))
          .allMatch(incident -> incident.resolved() == null);

      fleet.free("alpha", AGENTS);
      fleet.free("beta", AGENTS);
      await("everything is resolved")
          .atMost(PATIENCE)
          .until(() -> pages(pager).stream().allMatch(incident -> incident.resolved() != null));
      assertPages(pager);
      assertThat(pager.pagerDuty().calls()).allMatch(call -> call.status() == 202);
    }
  }

  private static void awaitPage(Pager pager, String page) {
    await(page).atMost(PATIENCE).until(() -> names(pager).contains(page));
  }

  private static void assertPages(Pager pager) {
    assertThat(names(pager))
        .as(() -> pager.pagerDuty().incidents().toString())
        .containsExactlyInAnyOrder(
            "AgentStuck alpha repeat_loop",
            "AgentStuck beta repeat_loop",
            "AgentFleetIncident  provider");
  }

  private static List<String> names(Pager pager) {
    return pages(pager).stream()
        .map(incident -> incident.alert() + " " + incident.tenant() + " " + incident.cause())
        .toList();
  }

  /// What somebody was woken for; tickets are for the morning.
  private static List<Incident> pages(Pager pager) {
    return pager.pagerDuty().incidents().stream().filter(Incident::isPage).toList();
  }

  private void pass(Duration here) {
    Instant until = hurry.of(Instant.now()).plus(here);
    await().atMost(PATIENCE).until(() -> hurry.of(Instant.now()).isAfter(until));
  }
}
