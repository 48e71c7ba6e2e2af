package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.cli.pages.Hurry;
import watchbill.cli.pages.Incident;
import watchbill.cli.pages.Pager;
import watchbill.core.StuckCause;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.Simulation;
import watchbill.simulator.story.Finding;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.PlantedStory;
import watchbill.simulator.story.TroubleKind;

@Tag("endtoend")
class PagesEndToEndTest {
  @TempDir Path folder;

  @Test
  void eachStoryBecomesItsIncident() throws Exception {
    Hurry hurry = new Hurry(Integer.getInteger("F", 120), Instant.now().plusSeconds(8));
    EnumSet<TroubleKind> troubles = EnumSet.allOf(TroubleKind.class);
    troubles.remove(TroubleKind.PROVIDER_OUTAGE);
    Duration length = Duration.ofMinutes(100);
    FleetPlan plan =
        FleetPlan.of(7, 40, 3)
            .startingAt(hurry.start())
            .lasting(length)
            .at(new Pace(1, Duration.ofMinutes(4), Duration.ofSeconds(30), Duration.ofMinutes(2),
                Duration.ofMinutes(72), Duration.ofMinutes(100), Duration.ofHours(5)))
            .with(troubles);
    try (HurriedFleet fleet = new HurriedFleet(new Simulation(plan), hurry);
        Pager pager = new Pager(hurry, fleet.port(), folder)) {
      System.out.println("started " + Duration.between(hurry.start(), Instant.now()));
      Awaitility.await().atMost(Duration.ofSeconds(200)).until(() -> hurry.of(Instant.now()).isAfter(hurry.start().plus(length)));
      System.out.println("late " + fleet.latest());
      fleet.planted().forEach(s -> System.out.println(s.agent() + " " + s.kind() + " due " + s.isDue() + " " + (s.fromMillis() - hurry.start().toEpochMilli()) / 60000 + " " + (s.untilMillis() - hurry.start().toEpochMilli()) / 60000));
      for (Incident i : pager.pagerDuty().incidents()) {
        System.out.println(Duration.between(hurry.start(), hurry.of(i.opened())).toSeconds() / 60.0 + " - "+ (i.resolved() == null ? "" : Duration.between(hurry.start(), hurry.of(i.resolved())).toSeconds() / 60.0 )+ " " + i + " " + i.alert() + " " + i.tenant() + " " + i.cause());
      }
      System.out.println(PagedStory.HEADER);
      for (PlantedStory s : fleet.planted()) {
        for (Incident i : pager.pagerDuty().incidents()) {
          if (s.isDue() && s.kind().finding() == Finding.STUCK && i.tenant().equals(s.agent().tenant()) && i.names(s.agent().agent())) {
            System.out.println(PagedStory.of(s, i, fleet, pager).line(hurry) + " " + i.alert() + " " + i.cause());
          }
        }
      }
      System.out.println(pager.pagerDuty().calls().size() + " calls " + pager.pagerDuty().calls().stream().filter(c -> c.status() != 202).count());
    }
    assertThat(1).isEqualTo(1);
  }
}
