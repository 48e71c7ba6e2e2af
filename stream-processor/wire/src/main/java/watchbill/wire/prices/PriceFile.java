package watchbill.wire.prices;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import watchbill.core.money.PriceBook;

/// A price file that was read.
///
/// @param format whose form it has
/// @param rows how many prices were taken
/// @param leftOut why rows, or parts of them, were not taken, and how many; always empty for our
///   own form, which is taken as a whole or not at all
public record PriceFile(
    PriceFormat format, PriceBook book, int rows, SortedMap<String, Integer> leftOut) {
  public PriceFile {
    leftOut = new TreeMap<>(leftOut);
  }

  /// What is in it, in one line: `29 rows of 28 models`.
  public String summary() {
    return "%d rows of %d models%s".formatted(rows, book.models(), format.words());
  }

  /// What was left out, in one line; empty when nothing was.
  public String leftOutLine() {
    return leftOut.isEmpty()
        ? ""
        : "left out "
            + leftOut.entrySet().stream()
                .map((Map.Entry<String, Integer> why) -> why.getValue() + " " + why.getKey())
                .collect(Collectors.joining(", "));
  }
}
