package watchbill.simulator.story;

/// How often the same thing is reported more than once. In 159 recorded sessions of a coding agent,
/// 82 % of the answers were reported in growing pieces with one response id, and resumed sessions
/// repeated 2 % of all answers.
///
/// @param redeliveredPerMille of a thousand events, how many arrive a second time, a little later
/// @param inPiecesPerMille of a thousand model answers, how many are reported as they grow
/// @param resumedPerMille of a thousand sessions, how many repeat the last answers of the one
///   before
public record Duplicates(int redeliveredPerMille, int inPiecesPerMille, int resumedPerMille) {
  /// Nothing is reported twice.
  public static final Duplicates NONE = new Duplicates(0, 0, 0);

  /// As in the field.
  public static final Duplicates AS_RECORDED = new Duplicates(20, 820, 250);

  public Duplicates {
    wantPerMille("redeliveredPerMille", redeliveredPerMille);
    wantPerMille("inPiecesPerMille", inPiecesPerMille);
    wantPerMille("resumedPerMille", resumedPerMille);
  }

  private static void wantPerMille(String key, int value) {
    if (value < 0 || value > 1000) {
      throw new IllegalArgumentException("duplicates." + key + ": want 0 to 1000, have " + value);
    }
  }
}
