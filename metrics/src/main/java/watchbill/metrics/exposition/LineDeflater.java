package watchbill.metrics.exposition;

import java.util.zip.CRC32;

/// Compresses texts in the codes of [LineCode], each by itself and ending on a byte, so that they
/// can stand in any order in one block. For one thread.
///
/// To end on a byte costs a bit or two more than the text takes: some match gives its first bytes
/// away, which then are literals, and the one is taken with which the bits come out even. Where
/// none does, the block ends, is filled up and opened again.
final class LineDeflater {
  private static final int MOST_GIVEN = 6;

  /// After so many tokens whatever was found is taken.
  private static final int LOOKED_AT = 300;

  private final LineMatches matches = new LineMatches();
  private final CRC32 crc = new CRC32();
  private final BitSink out = new BitSink();
  private final byte[] opening = LineCode.opening();

  /// Which match gives bytes away, and how many; past all tokens and 0 when none does.
  private int giver;

  private int given;

  /// Compresses the bytes of `text` from `from` to `to`, which hold so many samples.
  Deflated deflate(byte[] text, int from, int to, int samples) {
    matches.read(text, from, to);
    even(text, from);
    out.reset();
    out.room(8 * (matches.count() + MOST_GIVEN) + 16);
    write(0, giver);
    if (given > 0) {
      writeGiver(text, from);
      write(giver + 1, matches.count());
    }
    if (!out.isAtByte()) {
      reopen();
    }
    crc.reset();
    crc.update(text, from, to - from);
    return new Deflated(out.toByteArray(), (int) crc.getValue(), to - from, samples);
  }

  /// Chooses who gives.
  private void even(byte[] text, int from) {
    giver = matches.count();
    given = 0;
    int missing = -matches.bits() & 7;
    int fewest = Integer.MAX_VALUE;
    int at = from;
    int count = missing == 0 ? 0 : matches.count();
    for (int i = 0; i < count && fewest > 7 && (i < LOOKED_AT || given == 0); i++) {
      int token = matches.token(i);
      int length = LineMatches.isMatch(token) ? LineMatches.length(token) : 1;
      int more = -LineCode.matchLength(length);
      for (int k = 1; k <= Math.min(MOST_GIVEN, length - LineCode.MIN_MATCH); k++) {
        more += LineCode.literalLength(text[at + k - 1] & 0xff);
        int bits = more + LineCode.matchLength(length - k);
        if ((bits & 7) == missing && bits < fewest) {
          fewest = bits;
          giver = i;
          given = k;
        }
      }
      at += length;
    }
  }

  private void write(int first, int end) {
    for (int i = first; i < end; i++) {
      int token = matches.token(i);
      if (LineMatches.isMatch(token)) {
        writeMatch(LineMatches.length(token), LineMatches.distance(token));
      } else {
        writeLiteral(token);
      }
    }
  }

  private void writeGiver(byte[] text, int from) {
    int at = from;
    for (int i = 0; i < giver; i++) {
      int token = matches.token(i);
      at += LineMatches.isMatch(token) ? LineMatches.length(token) : 1;
    }
    for (int k = 0; k < given; k++) {
      writeLiteral(text[at + k] & 0xff);
    }
    int token = matches.token(giver);
    writeMatch(LineMatches.length(token) - given, LineMatches.distance(token));
  }

  private void writeLiteral(int value) {
    out.addInRoom(LineCode.literal(value), LineCode.literalLength(value));
  }

  private void writeMatch(int length, int distance) {
    int symbol = LineCode.distanceSymbol(distance);
    int extra = LineCode.distanceExtra(symbol);
    int lengthBits = LineCode.matchLength(length);
    int symbolBits = LineCode.distanceLength(symbol);
    long all =
        LineCode.match(length)
            | ((long) LineCode.distance(symbol) << lengthBits)
            | (((distance - 1) & ((1L << extra) - 1)) << (lengthBits + symbolBits));
    out.addInRoom(all, lengthBits + symbolBits + extra);
  }

  /// Ends the block, fills the byte with an empty stored block, and opens the next.
  private void reopen() {
    writeLiteral(LineCode.END_OF_BLOCK);
    out.add(0, 3);
    out.toByte();
    out.add(0xffff0000L, 32);
    out.add(opening);
  }
}
