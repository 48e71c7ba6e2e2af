package watchbill.metrics.exposition;

/// Takes a scrape in one of the text formats piece by piece, in the order of the page: blocks that
/// know whether they changed, and loose text between them.
public interface PieceSink {
  /// Takes a block; gives the number of its samples.
  int block(Block block);

  /// Where loose text is written, such as a family's header. Good until the next call of [#block].
  ByteSink text();
}
