package watchbill.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten thousand agents of two tenants that are stuck at once for one cause.
@Tag("endtoend")
class BurstEndToEndTest {
  private static final int AGENTS = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /// Prometheus works for seconds on so many alerts; what is work is not shortened.
  private static final Duration EVERY = Duration.ofSeconds(5);

  /// Within which a page has to be accepted after its alert fires.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration GROUP_WAIT = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final Hurry hurry = new Hurry(30, Instant.now());

  @Test
  void areTwoPagesWithinAMinute() throws Exception {
    try (StuckFleet fleet = new StuckFleet(hurry);
        Pager pager = new Pager(hurry, fleet.port(), EVERY, folder)) {
      pager.awaitFirst("watchbill_build_info");
      fleet.stick("alpha", AGENTS);
      fleet.stick("beta", AGENTS);
      await("two pages")
          .atMost(PATIENCE)
          .until(() -> pager.pagerDuty().incidents().size() >= 2);

      assertThat(pager.pagerDuty().incidents())
          .map(incident ->
              incident.alert() + " of " + incident.tenant() + ", cause " + incident.cause())
          .containsExactlyInAnyOrder(
              "AgentStuck of alpha, cause repeat_loop", "AgentStuck of beta, cause repeat_loop");
      assertThat(pager.pagerDuty().calls()).allMatch(call -> call.status() == 202);
      for (Incident incident : pager.pagerDuty().incidents()) {
        report(pager, incident);
      }
    }
  }

  private void report(Pager pager, Incident incident) throws Exception {
    Instant firing = pager.awaitFirst(Pager.firing(incident.alert(), incident.tenant()));
    Duration took = Duration.between(firing, incident.opened());
    Duration unhurried = took.minus(hurry.of(GROUP_WAIT)).plus(GROUP_WAIT);
    System.out.printf(
        "%s: firing -> page %d ms with a shortened group_wait, %d ms with the real one; %d bytes%n",
        incident.summary(),
        took.toMillis(),
        unhurried.toMillis(),
        incident.event().toString().length());
    assertThat(unhurried).isLessThan(LIMIT);
  }
}
