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

  /// Stories that the faults make later than their deadlines: what comes twice or out of order
  /// breaks a row for a while. `docs/scorecard.md` says by how much.
  private static final Set<TroubleKind> MAY_BE_LATE =
      EnumSet.of(
          TroubleKind.CALL_CYCLE,
          TroubleKind.NAME_THRASH,
          TroubleKind.TOKEN_SPIN,
          TroubleKind.EMPTY_ANSWERS,
          TroubleKind.RELAUNCH,
          TroubleKind.TASK_BOUNCE,
          TroubleKind.COMPACTION_THRASH,
          TroubleKind.PROVIDER_OUTAGE,
          TroubleKind.TELEMETRY_GAP);

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
      assertThat(score.falselyAccused()).as("accused in %s%n%s", kind, why).isZero();
      if (kind.finding() == Finding.NOTHING) {
        continue;
      }
      assertThat(score.due()).as(kind.name()).isPositive();
      if (kind != TroubleKind.TELEMETRY_GAP || mode == Faults.Mode.NONE) {
        // Heartbeats that are lost in an outage are not believed at once when they come again.
        assertThat(score.found()).as("%s found%n%s", kind, why).isEqualTo(score.due());
      }
      assertThat(score.wrongCause()).as("%s for another cause%n%s", kind, why).isZero();
      if (mode == Faults.Mode.NONE || !MAY_BE_LATE.contains(kind)) {
        assertThat(score.delayMillis(100))
            .as("%s late%n%s", kind, why)
            .isLessThanOrEqualTo(Deadlines.TICK_MILLIS);
      }
    }
    assertThat(scores.falselyAccusedElsewhere()).as(why).isZero();
  }
}
