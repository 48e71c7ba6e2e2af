package watchbill.simulator.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import watchbill.core.AgentKey;
import watchbill.core.Evidence;
import watchbill.core.IncidentCause;
import watchbill.core.RuleKind;
import watchbill.core.Signal;
import watchbill.core.StuckCause;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.story.PlantedStory;
import watchbill.simulator.story.TroubleKind;

class MarkingTest {
  private static final AgentKey AGENT = new AgentKey("acme", "backend-0");
  private static final long MINUTE = 60_000;
  private static final FleetPlan PLAN = FleetPlan.of(1, 12, 2).lasting(Duration.ofMinutes(100));
  private static final long START = PLAN.start().toEpochMilli();
  private static final Faults NO_FAULTS = new Faults(1, 0, 0, List.of());

  private final PlantedStories stories = new PlantedStories();

  @Test
  void measuresTheDelayFromTheMomentAtWhichAPerfectWatcherCouldKnow() {
    plant(TroubleKind.HUNG_TOOL, 10, 60, 10, 10);

    Score score = mark(stuck(20, StuckCause.TOOL_HANG, 500)).of(TroubleKind.HUNG_TOOL);

    assertThat(score.due()).isEqualTo(1);
    assertThat(score.found()).isEqualTo(1);
    assertThat(score.wrongCause()).isZero();
    assertThat(score.delayMillis(100)).isEqualTo(500);
  }

  @Test
  void countsAStoryThatNobodyNamedAsNotFound() {
    plant(TroubleKind.HUNG_TOOL, 10, 60, 10, 10);

    Score score = mark().of(TroubleKind.HUNG_TOOL);

    assertThat(score.due()).isEqualTo(1);
    assertThat(score.found()).isZero();
  }

  @Test
  void countsAnotherCauseAsFoundForAnotherCause() {
    plant(TroubleKind.HUNG_TOOL, 10, 60, 10, 10);

    assertThat(mark(stuck(20, StuckCause.EVICTED, 0)).of(TroubleKind.HUNG_TOOL).wrongCause())
        .isEqualTo(1);
  }

  @Test
  void asksForNothingThatIsOverBeforeItIsDue() {
    plant(TroubleKind.HUNG_TOOL, 10, 15, 10, 10);

    assertThat(mark().of(TroubleKind.HUNG_TOOL).due()).isZero();
  }

  @Test
  void movesADeadlineThatRestsOnSilenceByTheOutagesThatAreKnown() {
    plant(TroubleKind.HUNG_TOOL, 10, 60, 10, 10);
    Faults outage =
        NO_FAULTS.with(
            List.of(new Outage(Outage.Kind.STREAM_DOWN, START + 12 * MINUTE, START + 15 * MINUTE)));

    // Three minutes of outage, and one in which agents come back.
    Score score =
        Marking.mark(PLAN, outage, stories, List.of(stuck(24, StuckCause.TOOL_HANG, 0)))
            .of(TroubleKind.HUNG_TOOL);

    assertThat(score.delayMillis(100)).isZero();
  }

  @Test
  void movesADeadlineToWhenTheLastThingToKnowWasHeard() {
    PlantedStory story = plant(TroubleKind.REPEAT_LOOP, 10, 60, 12, 0);
    stories.heard(AGENT, story.sinceMillis(), story.sinceMillis() + 4_000);

    Score score = mark(stuck(12, StuckCause.REPEAT_LOOP, 4_000)).of(TroubleKind.REPEAT_LOOP);

    assertThat(score.delayMillis(100)).isZero();
  }

  @Test
  void callsEveryAccusationFalseThatNoTroubleExplains() {
    plant(TroubleKind.LONG_BUILD, 10, 60, 10, PlantedStory.NEVER / MINUTE);

    Scores scores = mark(stuck(5, StuckCause.TOOL_HANG, 0), stuck(20, StuckCause.TOOL_HANG, 0));

    assertThat(scores.of(TroubleKind.LONG_BUILD).falselyAccused()).isEqualTo(1);
    assertThat(scores.falselyAccusedElsewhere()).isEqualTo(1);
    assertThat(scores.falseAccusations()).isEqualTo(2);
    assertThat(scores.readable()).hasSize(2);
  }

  @Test
  void wantsOneIncidentOfATenantWhoseAgentsWaitForTheirProvider() {
    LongStream.range(0, 5)
        .forEach(number ->
            plant(new AgentKey("acme", "a-" + number), TroubleKind.PROVIDER_OUTAGE, 10, 60, 10, 0));

    assertThat(mark().of(TroubleKind.PROVIDER_OUTAGE).found()).isZero();
    Score found = mark(incident(12, IncidentCause.PROVIDER)).of(TroubleKind.PROVIDER_OUTAGE);
    assertThat(found.due()).isEqualTo(1);
    assertThat(found.found()).isEqualTo(1);
    assertThat(found.delayMillis(100)).isZero();
    assertThat(mark(incident(12, IncidentCause.SILENCE)).falseAccusations()).isEqualTo(1);
  }

  private Scores mark(Saying... sayings) {
    return Marking.mark(PLAN, NO_FAULTS, stories, List.of(sayings));
  }

  private PlantedStory plant(TroubleKind kind, long from, long until, long since, long limit) {
    return plant(AGENT, kind, from, until, since, limit);
  }

  /// Plants a story; all times are in minutes.
  private PlantedStory plant(
      AgentKey agent, TroubleKind kind, long from, long until, long since, long limit) {
    PlantedStory story =
        new PlantedStory(
            agent,
            kind,
            START + from * MINUTE,
            START + until * MINUTE,
            START + since * MINUTE,
            limit == PlantedStory.NEVER / MINUTE ? PlantedStory.NEVER : limit * MINUTE,
            "");
    stories.heard(agent, story.fromMillis(), story.fromMillis());
    stories.began(story);
    return story;
  }

  private static Saying stuck(long minutes, StuckCause cause, long toldMillisLater) {
    long at = START + minutes * MINUTE;
    Signal signal =
        new Signal.AgentStuck(AGENT, at, cause, START, Evidence.of(RuleKind.SILENCE, "still"));
    return saying(signal, at + toldMillisLater);
  }

  private static Saying incident(long minutes, IncidentCause cause) {
    long at = START + minutes * MINUTE;
    return saying(new Signal.IncidentBegan(AgentKey.wholeTenant("acme"), at, cause, 5, 10), at);
  }

  private static Saying saying(Signal signal, long toldMillis) {
    Saying saying = Saying.of(signal, toldMillis);
    if (saying == null) {
      throw new AssertionError(signal);
    }
    return saying;
  }
}
