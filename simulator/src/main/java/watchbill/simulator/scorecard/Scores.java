package watchbill.simulator.scorecard;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import watchbill.simulator.story.TroubleKind;

/// How one watcher did on all stories, and outside of them. Mutable; owned by one thread.
public final class Scores {
  /// So many false accusations, and misses, are kept to be read of each kind.
  private static final int READABLE = 2;

  private final Map<TroubleKind, Score> kinds = new EnumMap<>(TroubleKind.class);
  private final Map<String, List<String>> readable = new TreeMap<>();
  private int elsewhere;

  Scores() {
    for (TroubleKind kind : TroubleKind.values()) {
      kinds.put(kind, new Score());
    }
  }

  /// How it did on the stories of this kind.
  public Score of(TroubleKind kind) {
    return kinds.getOrDefault(kind, new Score());
  }

  /// How it did on all stories together.
  public Score total() {
    Score total = new Score();
    kinds.values().forEach(total::add);
    return total;
  }

  /// Accusations of agents that lived through no story.
  public int falselyAccusedElsewhere() {
    return elsewhere;
  }

  /// All false accusations, in stories and elsewhere.
  public int falseAccusations() {
    return elsewhere + kinds.values().stream().mapToInt(Score::falselyAccused).sum();
  }

  /// The first of the false accusations, the misses and the delays of each kind, for a person.
  public List<String> readable() {
    List<String> all = new ArrayList<>();
    readable.forEach((kind, texts) -> texts.forEach(text -> all.add(kind + ": " + text)));
    return all;
  }

  void accusedElsewhere() {
    elsewhere++;
  }

  void note(String kind, String text) {
    List<String> texts = readable.computeIfAbsent(kind, _ -> new ArrayList<>());
    if (texts.size() < READABLE) {
      texts.add(text);
    }
  }

  /// Takes what another run gave.
  public void add(Scores other) {
    other.kinds.forEach((kind, score) -> of(kind).add(score));
    elsewhere += other.elsewhere;
    other.readable.forEach((kind, texts) -> texts.forEach(text -> note(kind, text)));
  }
}
