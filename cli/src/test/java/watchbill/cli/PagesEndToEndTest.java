package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import watchbill.cli.HurriedFleet.Heard;
import watchbill.cli.pages.Hurry;
import watchbill.cli.pages.Incident;
import watchbill.cli.pages.Pager;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.core.rules.Thresholds;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.story.Finding;
import watchbill.simulator.story.Pace;
import watchbill.simulator.story.PlantedStory;
import watchbill.simulator.story.TroubleKind;

/// All that the simulator can plant, before a real Prometheus and a real Alertmanager: each story
/// of a stuck agent is one page, once, which resolves, and nobody is woken for anything else.
@Tag("endtoend")
class PagesEndToEndTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FACTOR = 120;

  /// Long enough for what is waited for longest, an answer.
  private static final Duration TROUBLE = Duration.ofMinutes(40);

  private static final Duration ANSWER = Duration.ofMinutes(25);

  /// A machine that stands still for a second and a half stands still for three minutes here, and
  /// what was not scraped meanwhile says nothing of the rules.
  private static final Duration STALL = Duration.ofMinutes(3);

  private static final FleetPlan PLAN =
      FleetPlan.of(7, 40, 3)
          .lasting(Duration.ofHours(2))
          .at(
              new Pace(
                  1,
                  Duration.ofMinutes(4),
                  Duration.ofSeconds(30),
                  Duration.ofMinutes(2),
                  TROUBLE,
                  Duration.ofMinutes(2),
                  Duration.ofHours(5)))
          .with(EnumSet.complementOf(EnumSet.of(TroubleKind.PROVIDER_OUTAGE)));

  private static final Set<TroubleKind> CRASHES =
      EnumSet.of(TroubleKind.CRASH_LOOP, TroubleKind.OOM_LOOP);

  @TempDir Path folder;
  private final Hurry hurry = new Hurry(FACTOR, Instant.now());

  @Test
  void eachStoryIsOnePageAndNothingElseIs() throws Exception {
    try (HurriedFleet fleet = new HurriedFleet(thresholds(), hurry);
        Pager pager = new Pager(hurry, fleet.port(), folder)) {
      pager.awaitFirst("watchbill_build_info");
      Instant start = fleet.play(PLAN);
      await("the stories end")
          .atMost(PATIENCE)
          .until(() -> hurry.clock().instant().isAfter(start.plus(TROUBLE).plusSeconds(600)));
      await("all pages are resolved")
          .atMost(PATIENCE)
          .until(() -> pages(pager).stream().allMatch(page -> page.resolved() != null));

      print(fleet, pager);
      assertThat(fleet.latest()).as("a machine that keeps up with the fleet").isLessThan(STALL);
      assertThat(fleet.planted()).hasSizeGreaterThan(20);
      for (PlantedStory story : fleet.planted()) {
        if (isDue(story)) {
          assertThat(pages(pager))
              .as(story.toString())
              .filteredOn(page -> of(page, story))
              .hasSize(isQuestion(story) ? 0 : 1);
        }
      }
      assertThat(fleet.planted())
          .filteredOn(story -> isQuestion(story) && isDue(story))
          .allSatisfy(story ->
              assertThat(pager.pagerDuty().incidents())
                  .filteredOn(ticket -> ticket.alert().equals("AgentWaitsForHuman"))
                  .anyMatch(ticket -> ticket.names(story.agent().agent())));
      for (Incident page : pages(pager)) {
        assertThat(fleet.planted()).as(page.toString()).anyMatch(story -> of(page, story));
        assertThat(page.links())
            .as(page.toString())
            .anyMatch(link -> link.equals(Pager.RUNBOOKS + page.alert() + ".md"))
            .anyMatch(link ->
                link.startsWith(Pager.GRAFANA + "/d/watchbill-")
                    && link.contains("&var-tenant=" + page.tenant()));
        assertThat(Path.of(System.getProperty("watchbill.root"), "docs/runbooks"))
            .isDirectoryContaining("glob:**/" + page.alert() + ".md");
      }
      assertThat(pager.pagerDuty().calls()).allMatch(call -> call.status() == 202);
    }
  }

  /// The limits that hold when nobody says otherwise, but for answers.
  private static Thresholds thresholds() {
    Thresholds usual = Thresholds.DEFAULT;
    return new Thresholds(
        usual.toolHang(),
        usual.noToolCall(),
        ANSWER,
        usual.provider(),
        usual.repeats(),
        usual.crashes(),
        usual.crashWindow(),
        usual.loadFresh(),
        usual.podBlocked(),
        usual.loops(),
        usual.tasks(),
        usual.calls(),
        usual.talk());
  }

  /// Whether somebody has only to answer, which can wait for the morning.
  private static boolean isQuestion(PlantedStory story) {
    return story.kind() == TroubleKind.WAITS_FOR_HUMAN;
  }

  /// Whether a watcher has to call an agent stuck before the story is over. One that goes from
  /// agent to agent may leave each sooner than a page waits.
  private static boolean isDue(PlantedStory story) {
    return story.kind().finding() == Finding.STUCK
        && story.kind().actors() == 1
        && story.limitMillis() != PlantedStory.NEVER
        && dueMillis(story) < story.untilMillis();
  }

  /// When the story was sure, with this test's limit for answers.
  private static long dueMillis(PlantedStory story) {
    return story.kind() == TroubleKind.WAITS_FOR_HUMAN
        ? story.sinceMillis() + ANSWER.toMillis()
        : story.dueMillis();
  }

  /// Whether the page is of the story: of its agent, or of one of those that share it, and for a
  /// cause that it may have.
  private static boolean of(Incident page, PlantedStory story) {
    return page.tenant().equals(story.agent().tenant())
        && (story.kind().actors() > 1 || page.names(story.agent().agent()))
        && (page.alert().equals("AgentPodCrashLooping")
            ? CRASHES.contains(story.kind())
            : story.kind().excuses(StuckCause.valueOf(page.cause().toUpperCase(Locale.ROOT))));
  }

  /// What somebody was woken for; tickets are for the morning.
  private static List<Incident> pages(Pager pager) {
    return pager.pagerDuty().incidents().stream().filter(Incident::isPage).toList();
  }

  private static boolean isOf(Signal signal, Incident page, PlantedStory story) {
    return signal instanceof Signal.AgentStuck stuck
        && (story.kind().actors() > 1
            ? stuck.agent().tenant().equals(page.tenant())
            : stuck.agent().equals(story.agent()))
        && stuck.cause().name().equalsIgnoreCase(page.cause());
  }

  private void print(HurriedFleet fleet, Pager pager) throws Exception {
    System.out.println("After the moment from which it was sure, in the fleet's time, which runs");
    System.out.println(FACTOR + " times faster; played " + fleet.latest() + " late at most.");
    System.out.println(PagedStory.HEADER);
    for (PlantedStory story : fleet.planted()) {
      for (Incident page : pages(pager)) {
        Optional<Heard> verdict = fleet.first(signal -> isOf(signal, page, story));
        if (isDue(story) && of(page, story) && verdict.isPresent()) {
          String what = story.kind() + " of " + story.agent() + ": " + page.alert();
          Instant due = Instant.ofEpochMilli(dueMillis(story));
          System.out.println(PagedStory.of(what, due, verdict.get(), page, pager).line(hurry));
        }
      }
    }
    System.out.println("Tickets:");
    pager.pagerDuty().incidents().stream()
        .filter(incident -> !incident.isPage())
        .forEach(ticket -> System.out.println("  " + ticket));
  }
}
