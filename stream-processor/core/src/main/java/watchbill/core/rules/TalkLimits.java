package watchbill.core.rules;

/// How much an agent may say and spend while it does nothing.
///
/// @param spinTokens how many output tokens, in five answers or more, a task may take without a
///   tool call; from 1,000 to 100,000,000
/// @param emptyAnswers how many answers in a row may say nothing; from 3 to 100
/// @param spendTimes how many times the 95th percentile of what a task of its kind costs may be
///   spent without progress; from 1 to 1,000
public record TalkLimits(int spinTokens, int emptyAnswers, int spendTimes) {
  /// What holds when nobody says otherwise.
  public static final TalkLimits DEFAULT = new TalkLimits(20_000, 5, 3);

  public TalkLimits {
    Thresholds.check("spinTokens", spinTokens, 1_000, 100_000_000);
    Thresholds.check("emptyAnswers", emptyAnswers, 3, 100);
    Thresholds.check("spendTimes", spendTimes, 1, 1_000);
  }
}
