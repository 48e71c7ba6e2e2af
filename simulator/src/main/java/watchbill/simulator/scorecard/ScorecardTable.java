package watchbill.simulator.scorecard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import watchbill.simulator.scorecard.Scorecard.Scored;
import watchbill.simulator.story.Finding;
import watchbill.simulator.story.TroubleKind;

/// A scorecard as tables of Markdown.
public final class ScorecardTable {
  private ScorecardTable() {}

  /// The heads of [#summary].
  public static List<String> summaryHeads() {
    return List.of(
        "| fleets | faults | stories due | found | for another cause | latest | false accusations"
            + " | PromQL `[10m]` found | false | PromQL `[1m]` found | false |",
        "| --: | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
  }

  /// A scorecard in one line.
  public static String summary(String faults, Scorecard card) {
    Scores ours = card.of(Scored.WATCHBILL);
    Scores ten = card.of(Scored.PROMQL_10M);
    Scores one = card.of(Scored.PROMQL_1M);
    Score all = ours.total();
    return "| %,d | %s | %,d | %,d | %,d | %s | %,d | %,d | %,d | %,d | %,d |"
        .formatted(
            card.fleets(),
            faults,
            all.due(),
            all.found(),
            all.wrongCause(),
            seconds(all, 100),
            ours.falseAccusations(),
            ten.total().found(),
            ten.falseAccusations(),
            one.total().found(),
            one.falseAccusations());
  }

  /// The troubles: found or not, how late, for which cause.
  public static List<String> troubles(Scorecard card) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| story | told as | planted | due | found | other cause | earliest | median | latest"
            + " | PromQL `[10m]` found | median | PromQL `[1m]` found | median |");
    lines.add("| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    for (TroubleKind kind : TroubleKind.values()) {
      if (kind.finding() != Finding.NOTHING) {
        Score ours = card.of(Scored.WATCHBILL).of(kind);
        Score ten = card.of(Scored.PROMQL_10M).of(kind);
        Score one = card.of(Scored.PROMQL_1M).of(kind);
        lines.add(
            "| %s | %s | %,d | %,d | %s | %,d | %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                    words(kind),
                    words(kind.finding()),
                    ours.planted(),
                    ours.due(),
                    found(ours),
                    ours.wrongCause(),
                    seconds(ours, 0),
                    seconds(ours, 50),
                    seconds(ours, 100),
                    found(ten),
                    seconds(ten, 50),
                    found(one),
                    seconds(one, 50)));
      }
    }
    return lines;
  }

  /// The false accusations: of agents whose story only looks like trouble, and of all others.
  public static List<String> accusations(Scorecard card) {
    List<String> lines = new ArrayList<>();
    lines.add("| falsely accused | planted | Watchbill | PromQL `[10m]` | PromQL `[1m]` |");
    lines.add("| --- | --: | --: | --: | --: |");
    for (TroubleKind kind : TroubleKind.values()) {
      Score ours = card.of(Scored.WATCHBILL).of(kind);
      int ten = card.of(Scored.PROMQL_10M).of(kind).falselyAccused();
      int one = card.of(Scored.PROMQL_1M).of(kind).falselyAccused();
      if (kind.finding() == Finding.NOTHING || ours.falselyAccused() + ten + one > 0) {
        lines.add(
            "| %s | %,d | %,d | %,d | %,d |"
                .formatted(words(kind), ours.planted(), ours.falselyAccused(), ten, one));
      }
    }
    lines.add(
        "| outside of all stories | | %,d | %,d | %,d |"
            .formatted(
                card.of(Scored.WATCHBILL).falselyAccusedElsewhere(),
                card.of(Scored.PROMQL_10M).falselyAccusedElsewhere(),
                card.of(Scored.PROMQL_1M).falselyAccusedElsewhere()));
    return lines;
  }

  private static String found(Score score) {
    return score.found() == 0 && score.due() > 0 ? "not found" : "%,d".formatted(score.found());
  }

  private static String seconds(Score score, int percent) {
    return score.found() == 0 ? "" : "%.1f s".formatted(score.delayMillis(percent) / 1_000.0);
  }

  private static String words(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
