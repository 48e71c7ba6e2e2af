package watchbill.metrics.exposition;

import java.util.HashSet;
import java.util.List;

/// A whole scrape, composed of sources.
public final class Page {
  private final List<ExpositionSource> sources;

  /// @throws IllegalArgumentException when two sources write one family
  public Page(List<ExpositionSource> sources) {
    var names = new HashSet<String>();
    for (ExpositionSource source : sources) {
      for (var family : source.families()) {
        if (!names.add(family.name())) {
          throw new IllegalArgumentException(
              "page: want a family from one source, have two for " + family.name());
        }
      }
    }
    this.sources = List.copyOf(sources);
  }

  /// Writes the scrape; gives the number of samples. Safe from any thread.
  public int writeTo(Format format, ByteSink out) {
    int samples = 0;
    for (ExpositionSource source : sources) {
      samples += source.writeTo(format, out);
    }
    out.write(format.end());
    return samples;
  }

  /// Writes the same piece by piece, in a text format. Safe from any thread.
  public int writeTo(Format format, PieceSink out) {
    int samples = 0;
    for (ExpositionSource source : sources) {
      samples += source.writeTo(format, out);
    }
    out.text().write(format.end());
    return samples;
  }
}
