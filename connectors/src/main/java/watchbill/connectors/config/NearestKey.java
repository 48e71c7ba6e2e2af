package watchbill.connectors.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the key that somebody probably meant: the fewest letters added, dropped or changed
/// (Levenshtein), and no more than a third of them.
public final class NearestKey {
  private NearestKey() {}

  /// The nearest of the known keys, if one is near.
  public static Optional<String> of(String written, Collection<String> known) {
    return known.stream()
        .filter(key -> distance(written, key) <= Math.max(2, written.length() / 3))
        .min(
            Comparator.<String>comparingInt(key -> distance(written, key))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
