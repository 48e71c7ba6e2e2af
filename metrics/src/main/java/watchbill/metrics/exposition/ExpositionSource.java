package watchbill.metrics.exposition;

import java.util.List;
import watchbill.metrics.catalogue.Family;

/// Something that fills a part of a scrape.
public interface ExpositionSource {
  /// The families that it may write; no other source of the page writes them.
  List<Family<?>> families();

  /// Writes its families, each in one piece; gives the number of samples. Called from any thread,
  /// also from several at once; fetches, maps and sorts nothing.
  int writeTo(Format format, ByteSink out);

  /// Writes the same piece by piece, in a text format: a source that has blocks gives them, all
  /// others are loose text.
  default int writeTo(Format format, PieceSink out) {
    return writeTo(format, out.text());
  }
}
