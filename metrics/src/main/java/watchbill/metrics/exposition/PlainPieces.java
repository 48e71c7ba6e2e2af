package watchbill.metrics.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// Writes a page as it is to a stream, a chunk at a time, so that a scrape needs no more memory
/// than one chunk. For one scrape and one thread; [#end] when the page is written.
///
/// A stream that fails ends the scrape with an [UncheckedIOException].
public final class PlainPieces implements PieceSink {
  private static final int CHUNK = 64 << 10;

  private final OutputStream out;
  private final ByteSink chunk = new ByteSink(CHUNK + (CHUNK >> 2));

  /// Pieces for this stream.
  public PlainPieces(OutputStream out) {
    this.out = out;
  }

  @Override
  public int block(Block block) {
    if (chunk.length() >= CHUNK) {
      end();
    }
    return block.writeLines(chunk);
  }

  @Override
  public ByteSink text() {
    if (chunk.length() >= CHUNK) {
      end();
    }
    return chunk;
  }

  /// Writes what is left.
  public void end() {
    try {
      chunk.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("the stream of a scrape cannot be written", e);
    }
    chunk.reset();
  }
}
