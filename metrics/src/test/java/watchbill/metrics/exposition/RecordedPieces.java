package watchbill.metrics.exposition;

import java.util.ArrayList;
import java.util.List;

/// Takes a page as text, and calls somebody before every block.
final class RecordedPieces implements PieceSink {
  private final Runnable beforeBlock;
  private final ByteSink text = new ByteSink(1 << 10);
  private final List<Block> blocks = new ArrayList<>();

  RecordedPieces() {
    this(() -> {});
  }

  RecordedPieces(Runnable beforeBlock) {
    this.beforeBlock = beforeBlock;
  }

  @Override
  public int block(Block block) {
    beforeBlock.run();
    blocks.add(block);
    return block.writeLines(text);
  }

  @Override
  public ByteSink text() {
    return text;
  }

  List<Block> blocks() {
    return blocks;
  }

  List<Scrape.Sample> samples() {
    return Scrape.parse(text.toString());
  }
}
