package watchbill.exporter.pods;

import java.util.stream.Collectors;
import watchbill.metrics.exposition.ByteSink;
import watchbill.metrics.exposition.ExpositionSource;
import watchbill.metrics.exposition.Format;

/// What a scrape of a source says, as text.
final class Samples {
  private Samples() {}

  static String text(ExpositionSource source) {
    ByteSink out = new ByteSink(4_096);
    source.writeTo(Format.TEXT, out);
    return out.toString();
  }

  /// The samples of the families that begin so, with the values of some labels.
  static String text(ExpositionSource source, String family, String... labels) {
    return text(source)
        .lines()
        .filter(line -> line.startsWith(family))
        .map(line -> sample(line, labels))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String sample(String line, String... labels) {
    StringBuilder sample = new StringBuilder(line.substring(0, line.indexOf('{')));
    for (String label : labels) {
      int at = line.indexOf(label + "=\"");
      if (at >= 0) {
        int from = at + label.length() + 2;
        sample.append(' ').append(line, from, line.indexOf('"', from));
      }
    }
    return sample.append(line.substring(line.lastIndexOf(' '))).toString();
  }
}
