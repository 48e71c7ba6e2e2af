package watchbill.simulator.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import watchbill.core.rules.FleetOptions;
import watchbill.core.time.Deadlines;
import watchbill.simulator.FleetPlan;
import watchbill.simulator.scorecard.Scorecard.Scored;
import watchbill.simulator.story.Finding;
import watchbill.simulator.story.TroubleKind;

/// The core finds what is planted, in time and for its cause, and accuses nobody else, whatever
/// happens on the way. `make scorecard` plays many more fleets.
@Tag("property")
class ScorecardTest {
  private static final int SEEDS = 4;
  private static final int AGENTS = 48;

  /// Stories whose rules this build has not got yet: they are in the scorecard, and asked for here
  /// as soon as they are taken out of this set.
  private static final Set<TroubleKind> OWED =
      EnumSet.of(
          // A late or repeated answer of the model ends a wait that began after it.
          TroubleKind.WAITS_FOR_HUMAN,
          TroubleKind.PROVIDER_OUTAGE,
          TroubleKind.CALL_CYCLE,
          TroubleKind.NEAR_REPEAT,
          TroubleKind.ERROR_STREAK,
          TroubleKind.NAME_THRASH,
          TroubleKind.UNCHANGED_POLL,
          TroubleKind.TOKEN_SPIN,
          TroubleKind.EMPTY_ANSWERS,
          TroubleKind.RELAUNCH,
          TroubleKind.TASK_BOUNCE,
          TroubleKind.COMPACTION_THRASH,
          TroubleKind.LATE_TASK,
          TroubleKind.TWICE_DONE,
          TroubleKind.TELEMETRY_GAP,
          TroubleKind.CHANGING_POLL,
          TroubleKind.LONG_BUILD,
          TroubleKind.ATTESTED_BUILD,
          TroubleKind.PERSON_AWAY);

  @ParameterizedTest
  @EnumSource(Faults.Mode.class)
  void findsEveryStoryInTimeAndAccusesNobodyElse(Faults.Mode mode) {
    Scorecard card = new Scorecard(FleetOptions.DEFAULT);
    for (int seed = 1; seed <= SEEDS; seed++) {
      FleetPlan plan = mode.planFor(Fleets.of(seed * 7 + mode.name().length(), AGENTS));
      card.play(plan, mode.of(plan));
    }

    Scores scores = card.of(Scored.WATCHBILL);
    String why = String.join("\n", scores.readable());
    for (TroubleKind kind : TroubleKind.values()) {
      Score score = scores.of(kind);
      assertThat(score.planted()).as(kind.name()).isPositive();
      if (OWED.contains(kind)) {
        continue;
      }
      assertThat(score.falselyAccused()).as("accused in %s%n%s", kind, why).isZero();
      if (kind.finding() != Finding.NOTHING) {
        assertThat(score.due()).as(kind.name()).isPositive();
        assertThat(score.found()).as("%s found%n%s", kind, why).isEqualTo(score.due());
        assertThat(score.wrongCause()).as("%s for another cause%n%s", kind, why).isZero();
        assertThat(score.delayMillis(100))
            .as("%s late%n%s", kind, why)
            .isLessThanOrEqualTo(Deadlines.TICK_MILLIS);
      }
    }
    assertThat(scores.falselyAccusedElsewhere()).as(why).isZero();
  }
}
