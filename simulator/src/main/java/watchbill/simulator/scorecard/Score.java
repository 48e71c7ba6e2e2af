package watchbill.simulator.scorecard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How one watcher did on the stories of one kind. Mutable; owned by its [Scores].
public final class Score {
  private final List<Long> delays = new ArrayList<>();
  private int planted;
  private int due;
  private int found;
  private int wrongly;
  private int accused;

  Score() {}

  /// Takes a story.
  ///
  /// @param isDue whether it has to be found
  void planted(boolean isDue) {
    planted++;
    due += isDue ? 1 : 0;
  }

  /// A story that had to be found was found.
  ///
  /// @param delayMillis after a perfect watcher could have called it; negative when before
  void found(long delayMillis, boolean rightCause) {
    found++;
    wrongly += rightCause ? 0 : 1;
    delays.add(delayMillis);
  }

  /// The agent was accused of what it does not do.
  void accused() {
    accused++;
  }

  void add(Score other) {
    planted += other.planted;
    due += other.due;
    found += other.found;
    wrongly += other.wrongly;
    accused += other.accused;
    delays.addAll(other.delays);
  }

  /// How many such stories were planted.
  public int planted() {
    return planted;
  }

  /// How many of them lasted long enough to be found.
  public int due() {
    return due;
  }

  /// How many of those were found.
  public int found() {
    return found;
  }

  /// How many of those that were found were told with another cause.
  public int wrongCause() {
    return wrongly;
  }

  /// How many accusations, in such stories, are of something else than what happens in them.
  public int falselyAccused() {
    return accused;
  }

  /// The delay below which so many of a hundred lie, in milliseconds; 0 when none was found.
  public long delayMillis(int percent) {
    if (delays.isEmpty()) {
      return 0;
    }
    List<Long> sorted = new ArrayList<>(delays);
    Collections.sort(sorted);
    return sorted.get((sorted.size() - 1) * percent / 100);
  }
}
