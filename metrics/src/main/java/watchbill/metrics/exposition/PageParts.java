package watchbill.metrics.exposition;

import java.util.ArrayList;
import java.util.List;

/// Takes a page piece by piece and has it as compressed parts: those that were kept, and those that
/// it compresses because they changed. For one thread.
///
/// While the page is taken, lines that changed are only written: a source may hold a lock for that
/// time. They are compressed when all is taken, or when 1 MiB of them waits.
final class PageParts implements PieceSink {
  private static final int MOST_WAITING = 1 << 20;
  private static final int ROOM_KEPT = 2 << 20;

  /// The size from which on loose text is cut at the next end of a line, so that one line that
  /// changes leaves the rest as it was.
  private static final int LOOSE_PIECE = 4 << 10;

  private final LineDeflater deflater = new LineDeflater();
  private final ByteSink loose = new ByteSink(64 << 10);
  private final List<Run> runs = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private ByteSink lines = new ByteSink(64 << 10);
  private LooseTexts looseTexts = new LooseTexts();
  private boolean inBlocks;
  private int renewed;

  /// Begins a page.
  ///
  /// @param texts the loose texts of the page before
  void begin(LooseTexts texts) {
    looseTexts = texts;
    texts.begin();
    loose.reset();
    lines.reset();
    runs.clear();
    waiting.clear();
    inBlocks = false;
    renewed = 0;
  }

  @Override
  public int block(Block block) {
    endLoose();
    Run run = runFor(true);
    Deflated kept = block.takeChanged() ? null : block.kept();
    if (kept != null) {
      run.add(kept);
      return kept.samples();
    }
    // Should this page fail, nobody else knows any more that the block changed.
    block.keep(null);
    int from = lines.length();
    int samples = block.writeLines(lines);
    waiting.add(new Waiting(run, run.count(), block, from, lines.length(), samples));
    run.add(Run.WAITING);
    if (lines.length() >= MOST_WAITING) {
      compress();
    }
    return samples;
  }

  @Override
  public ByteSink text() {
    return loose;
  }

  /// Ends the page.
  void end() {
    endLoose();
    compress();
  }

  /// The page as runs of parts that stand one after the other; good until the next one begins.
  List<Run> runs() {
    return runs;
  }

  /// How many parts the page has.
  int count() {
    return runs.stream().mapToInt(Run::count).sum();
  }

  /// How many parts were compressed for this page.
  int renewed() {
    return renewed;
  }

  private Run runFor(boolean blocks) {
    if (runs.isEmpty() || inBlocks != blocks || runs.getLast().isFull()) {
      runs.add(new Run());
      inBlocks = blocks;
    }
    return runs.getLast();
  }

  private void endLoose() {
    byte[] all = loose.array();
    int from = 0;
    for (int at = LOOSE_PIECE; at < loose.length(); at++) {
      if (all[at] == '\n' && at + 1 - from >= LOOSE_PIECE) {
        piece(from, at + 1);
        from = at + 1;
      }
    }
    if (from < loose.length()) {
      piece(from, loose.length());
    }
    loose.reset();
  }

  private void piece(int from, int to) {
    byte[] text = loose.copy(from, to);
    Deflated known = looseTexts.get(text);
    if (known == null) {
      known = deflater.deflate(text, 0, text.length, 0);
      looseTexts.put(text, known);
      renewed++;
    }
    runFor(false).add(known);
  }

  private void compress() {
    for (Waiting one : waiting) {
      Deflated made = deflater.deflate(lines.array(), one.from, one.to, one.samples);
      one.block.keep(made);
      one.run.set(one.at, made);
    }
    renewed += waiting.size();
    waiting.clear();
    if (lines.length() > ROOM_KEPT) {
      lines = new ByteSink(MOST_WAITING);
    }
    lines.reset();
  }

  /// A block whose lines are written and not compressed yet: its place in its run, and theirs.
  private record Waiting(Run run, int at, Block block, int from, int to, int samples) {}
}
